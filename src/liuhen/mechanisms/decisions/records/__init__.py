"""决策留痕的记录 Everything about a decision that can be written in the book."""

from liuhen.mechanisms.decisions.records.after import *  # noqa: F403
from liuhen.mechanisms.decisions.records.item import *  # noqa: F403
from liuhen.mechanisms.decisions.records.meeting import *  # noqa: F403
from liuhen.mechanisms.decisions.records.motion import *  # noqa: F403

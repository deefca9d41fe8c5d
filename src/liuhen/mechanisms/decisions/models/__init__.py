"""决策留痕的表 Readings of the book that this mechanism lists and searches; private to it and disposable."""

from liuhen.mechanisms.decisions.models.after import *  # noqa: F403
from liuhen.mechanisms.decisions.models.item import *  # noqa: F403
from liuhen.mechanisms.decisions.models.meeting import *  # noqa: F403
from liuhen.mechanisms.decisions.models.motion import *  # noqa: F403

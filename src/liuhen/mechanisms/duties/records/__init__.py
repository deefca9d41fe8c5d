"""明责的记录 Everything about lists, tasks and letters that can be written in the book."""

from liuhen.mechanisms.duties.records.campaigns import *  # noqa: F403
from liuhen.mechanisms.duties.records.examinations import *  # noqa: F403
from liuhen.mechanisms.duties.records.letters import *  # noqa: F403
from liuhen.mechanisms.duties.records.lists import *  # noqa: F403
from liuhen.mechanisms.duties.records.tasks import *  # noqa: F403

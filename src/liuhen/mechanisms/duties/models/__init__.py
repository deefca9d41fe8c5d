"""明责的表 Readings of the book that this mechanism lists and searches; private to it and disposable."""

from liuhen.mechanisms.duties.models.campaigns import *  # noqa: F403
from liuhen.mechanisms.duties.models.examinations import *  # noqa: F403
from liuhen.mechanisms.duties.models.letters import *  # noqa: F403
from liuhen.mechanisms.duties.models.lists import *  # noqa: F403
from liuhen.mechanisms.duties.models.tasks import *  # noqa: F403

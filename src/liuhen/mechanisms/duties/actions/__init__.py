"""明责的办理 One function per verb: may this happen? write it, return the entry."""

from liuhen.mechanisms.duties.actions.examinations import *  # noqa: F403
from liuhen.mechanisms.duties.actions.lists import *  # noqa: F403
from liuhen.mechanisms.duties.actions.packs import *  # noqa: F403
from liuhen.mechanisms.duties.actions.tasks import *  # noqa: F403

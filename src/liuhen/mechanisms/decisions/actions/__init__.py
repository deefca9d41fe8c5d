"""决策留痕的办理 One function per verb: may this happen? write it, return the entry."""

from liuhen.mechanisms.decisions.actions.after import *  # noqa: F403
from liuhen.mechanisms.decisions.actions.item import *  # noqa: F403
from liuhen.mechanisms.decisions.actions.meeting import *  # noqa: F403
from liuhen.mechanisms.decisions.actions.motion import *  # noqa: F403
from liuhen.mechanisms.decisions.actions.seating import *  # noqa: F403
from liuhen.mechanisms.decisions.actions.vote import *  # noqa: F403

"""可否办理 May this person? may this thing, in this state? Each `require_…` raises and returns the rules it applied."""

from liuhen.mechanisms.decisions.permits.after import *  # noqa: F403
from liuhen.mechanisms.decisions.permits.base import *  # noqa: F403
from liuhen.mechanisms.decisions.permits.item import *  # noqa: F403
from liuhen.mechanisms.decisions.permits.late import *  # noqa: F403
from liuhen.mechanisms.decisions.permits.meeting import *  # noqa: F403
from liuhen.mechanisms.decisions.permits.motion import *  # noqa: F403
from liuhen.mechanisms.decisions.permits.reading import *  # noqa: F403
from liuhen.mechanisms.decisions.permits.seating import *  # noqa: F403
from liuhen.mechanisms.decisions.permits.vote import *  # noqa: F403

"""可否办理 May this person? may this thing, in this state? Each `require_…` raises and returns the rules it applied."""

from liuhen.mechanisms.duties.permits.examinations import *  # noqa: F403
from liuhen.mechanisms.duties.permits.lists import *  # noqa: F403
from liuhen.mechanisms.duties.permits.tasks import *  # noqa: F403

"""全程记实的表 Tables that read the book: lines of every mechanism by following it, the log's own records at once."""

from liuhen.mechanisms.dutylog.models.lines import *  # noqa: F403
from liuhen.mechanisms.dutylog.models.samples import *  # noqa: F403

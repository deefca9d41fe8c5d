"""页面上的办理 Who acts, and how a refused act comes back: what was typed stays, and the rule is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted, Refusal
from liuhen.ledger.records import Actor
from liuhen.rules.refused import explained
from liuhen.ui.pages import is_partial, refuse

View = Callable[..., HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """行为人 Who is logged in. Raises NotPermitted for a stranger."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise NotPermitted("platform.signed-in", "请先登录", next_step="登录后会回到这一页")
    return actor


def acting(again: View) -> Callable[[View], View]:
    """办理 Makes a view of an act: POST only; a refusal shows the page `again` with it, a part, or JSON.

    `again(request, subject, refusal=…)` renders the page the form stands on; the subject (a meeting, a motion) is the
    first thing its address names.
    """

    def wrap(view: View) -> View:
        @require_POST
        @never_cache
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor_of(request)
            try:
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                return _refused(request, refusal, again, next(iter(kwargs.values())))

        return inner

    return wrap


def _refused(request: HttpRequest, refusal: Refusal, again: View, subject: UUID) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": explained(refusal)}, status=refusal.status)
    if refusal.status == 404 or is_partial(request):
        return refuse(request, explained(refusal), refusal.status)
    return again(request, subject, refusal=refusal)


def person_in(request: HttpRequest, name: str, *, optional: bool = False) -> UUID | None:
    """所选人员 The person chosen in a field. Raises BadInput when none was, or nonsense came."""
    given = request.POST.get(name, "").strip()
    if not given and optional:
        return None
    try:
        return UUID(given)
    except ValueError as error:
        raise BadInput("platform.input", "没有选择人员", fields={name: "请选择人员"}) from error


def moment_in(request: HttpRequest, name: str = "at") -> datetime | None:
    """发生时间 The Beijing time typed in a field, in UTC; None when it was left empty. Raises BadInput."""
    given = request.POST.get(name, "").strip()
    if not given:
        return None
    try:
        moment = datetime.fromisoformat(given).replace(tzinfo=clock.SHANGHAI)
    except ValueError as error:
        raise BadInput("platform.input", "时间不对", fields={name: "请填日期和时间"}) from error
    moment = clock.truncated(moment)
    if moment > clock.now():
        raise BadInput("platform.clock", "发生时间不能晚于现在", fields={name: "不能晚于现在"})
    return moment

"""演示登录 One click for each role of the demonstration. Outside it neither page nor address exists."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from liuhen.doors.accounts import entrance
from liuhen.doors.accounts.models import User
from liuhen.doors.accounts.routes import onward
from liuhen.organs import reads


@require_POST
def enter(request: HttpRequest, user: UUID) -> HttpResponse:
    """演示登录 Logs a demo account in without a password."""
    found = User.objects.filter(pk=user, is_active=True).exclude(demo_label="").first()
    if found is None:
        raise Http404
    entrance.enter(request, found, "演示登录")
    return redirect(onward(request))


def roles() -> list[tuple[User, str]]:
    """演示角色 The demo accounts in the order they were made, each with the person's name."""
    users = list(User.objects.filter(is_active=True).exclude(demo_label="").order_by("opened_at", "login"))
    names = reads.names([user.person for user in users])
    return [(user, names.get(user.person, "")) for user in users]

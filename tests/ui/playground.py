"""试验页 Pages for the browser code: a live region, a form signed with a passkey, a server that refuses."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template import engines
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

from liuhen.ui import pages

PAGE = """{% extends "ui/base.html" %}{% import "ui/parts.html" as ui %}{% block content %}
{% call ui.live("/ui/play/live", version) %}<p id="count">{{ version }}</p>{% endcall %}
<form method="post" action="/ui/play/done/{{ act }}" data-passkey-{{ act }}="/ui/play/options/{{ act }}">
{{ csrf_input }}
<input type="hidden" name="passkey">{{ ui.field("words", "意见") }}{{ ui.submit("签名", name="go", value="1") }}</form>
<form method="post" action="/ui/play/out" hx-post="/ui/play/out" hx-target="this" hx-swap="outerHTML">{{ csrf_input }}
{{ ui.field("note", "便签") }}{{ ui.submit("保存") }}</form>
{% endblock %}"""
RP = "localhost"
CHALLENGE = b"0123456789abcdef0123456789abcdef"
state: dict[str, Any] = {}


def reset() -> None:
    """A fresh server: version 1, no key, no refusal, no broken line."""
    state.clear()
    state.update(version=1, asked=0, broken=False, refuse=False, expired=False, key=None)


def page(request: HttpRequest, act: str) -> HttpResponse:
    template = next(e for e in engines.all() if type(e).__name__ == "Pages").from_string(PAGE)
    return HttpResponse(template.render({"act": act, "version": state["version"]}, request))


def live(request: HttpRequest) -> HttpResponse:
    state["asked"] += 1
    if state["broken"]:
        return HttpResponse(status=503)
    if request.GET["since"] == str(state["version"]):
        return HttpResponse(status=204)
    return HttpResponse(f'<p id="count">{state["version"]}</p>', headers={"X-Version": str(state["version"])})


def options(request: HttpRequest, act: str) -> HttpResponse:
    made: Any
    if state["expired"]:
        return redirect("login")
    if state["refuse"]:
        error = {"rule": "r1", "message": "还没有轮到您表态。", "next": "请等待。"}
        return JsonResponse({"error": error}, status=409)
    if act == "register":
        made = generate_registration_options(rp_id=RP, rp_name="留痕", user_name="li", challenge=CHALLENGE)
    else:
        own = [PublicKeyCredentialDescriptor(id=state["key"].credential_id)] if state["key"] else None
        made = generate_authentication_options(rp_id=RP, challenge=CHALLENGE, allow_credentials=own)
    return HttpResponse(options_to_json(made), content_type="application/json")


def out(request: HttpRequest) -> HttpResponse:
    """The log-in has expired: HTMX is told to go to the log-in page, as the doors tell it."""
    return HttpResponse(status=401, headers={"HX-Redirect": "/ui/play/login"})


def login(request: HttpRequest) -> HttpResponse:
    return pages.render(request, "ui/error.html", {"title": "登录", "words": "请登录", "status": 200})


def done(request: HttpRequest, act: str) -> HttpResponse:
    """Checks the answer with py_webauthn, as the product does, and says what came with it."""
    origin = f"http://{request.get_host()}"
    answer = json.loads(request.POST["passkey"])
    common = {"credential": answer, "expected_challenge": CHALLENGE, "expected_rp_id": RP, "expected_origin": origin}
    if act == "register":
        state["key"] = verify_registration_response(**common)
    else:
        key = state["key"].credential_public_key
        verify_authentication_response(**common, credential_public_key=key, credential_current_sign_count=0)
    said = f"{act}: {request.POST['words']} {request.POST['go']}"
    return pages.render(request, "ui/error.html", {"title": said, "words": said, "status": 200})

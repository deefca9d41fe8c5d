"""People at the pages: each with a browser of his own, and the forms he finds there filled in as he would."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from liuhen.doors.accounts import rolls
from liuhen.doors.cli.demo.cast import PIN, Cast

PASSWORD = "correct-horse-battery"


class _Forms(HTMLParser):
    """The forms of a page, by action, with the values they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, Any]] = {}
        self._action = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._action = given.get("action", "")
            self.forms.setdefault(self._action, {})
        elif tag == "input" and self._action and given.get("name"):
            unchosen = given.get("type") in ("radio", "checkbox") and "checked" not in given
            if not unchosen:
                self.forms[self._action].setdefault(given["name"], given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._action = ""


@dataclass
class Visitor:
    """One person in one browser."""

    client: Client
    person: UUID
    page: HttpResponse | None = None
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)

    def see(self, address: str, **headers: Any) -> HttpResponse:
        """Opens a page and reads its forms."""
        answer = self.client.get(address, **headers)
        reader = _Forms()
        reader.feed(answer.content.decode())
        self.page, self.forms = answer, reader.forms
        return answer

    def send(self, form: str, /, **values: Any) -> HttpResponse:
        """Fills in the form of the open page whose action ends so, and sends it with the PIN."""
        action = next(action for action in self.forms if action.endswith(form))
        given = {**self.forms[action], "provider": "pin", "pin": PIN, **values}
        return self.client.post(action, {name: value for name, value in given.items() if value is not None})

    @property
    def text(self) -> str:
        """The words of the open page, without tags and with single spaces."""
        html = self.page.content.decode() if self.page else ""
        html = re.sub(r"<(script|style|template)\b.*?</\1>", " ", html, flags=re.S)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


class Door:
    """Lets the people of the cast in, each once."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.inside = cast, {}  # type: ignore[var-annotated]

    def __call__(self, key: str) -> Visitor:
        if key not in self.inside:
            person = self.cast.person(key)
            rolls.open_account(str(person), key, PASSWORD, temporary=False)
            client = Client()
            answer = client.post("/login", {"login": key, "password": PASSWORD})
            assert answer.status_code == 302, answer.content.decode()
            self.inside[key] = Visitor(client, person)
        return self.inside[key]

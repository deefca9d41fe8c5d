"""A machine with a token: asks, acts, and signs in two steps with the demonstration's PIN."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.test import Client

from liuhen.doors.cli.demo.cast import PIN

SHAPE = {"rule", "title", "quote", "source", "message", "next", "fields"}


@dataclass
class Caller:
    """Every answer is JSON; every refusal has the one shape."""

    token: str
    person: UUID
    client: Client = field(default_factory=Client)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and parsed answer."""
        sent = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}"} | headers
        media = headers.pop("media", "application/json")
        answer = self.client.generic(method, f"/api{path}", sent, content_type=media, headers=headers)
        if not answer.headers["Content-Type"].startswith("application/json"):
            return answer.status_code, answer.content
        said = answer.json()
        if answer.status_code >= 400:
            assert set(said) == {"error"} and set(said["error"]) == SHAPE, said
        return answer.status_code, said

    def get(self, path: str) -> Any:
        """What stands there."""
        status, said = self.ask("GET", path)
        assert status == 200, said
        return said

    def do(self, path: str, body: Any = None) -> Any:
        """Acts; the entry that was written."""
        status, said = self.ask("POST", path, body)
        assert status == 201, said
        return said

    def refused(self, path: str, body: Any = None, **headers: str) -> tuple[int, str]:
        """Acts in vain: the status and the rule."""
        status, said = self.ask("POST", path, body, **headers)
        assert status >= 400, said
        return status, said["error"]["rule"]

    def hand(self, path: str, about: dict[str, Any] | None = None) -> dict[str, str]:
        """The signature under the document asked for at this address."""
        status, paper = self.ask("POST", f"{path}/statement", about or {})
        assert status == 200, paper
        return {"provider": "pin", "pin": PIN, "nonce": paper["nonce"], "dated": paper["dated"]}

    def sign(self, path: str, about: dict[str, Any] | None = None, **more: Any) -> Any:
        """Both steps."""
        return self.do(path, {**(about or {}), **more, "signature": self.hand(path, about)})

"""Every operation of the interface under made-up requests: it answers as its description says, and never breaks.

The person is the secretary of a running meeting, and most made-up ids are replaced by real ones, so that requests get
past the first looks. After all of them the look at the whole book follows, as after every test.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from liuhen.config.wsgi import application
from liuhen.doors.cli.demo.cast import PIN
from liuhen.kit import clock
from tests.api.conftest import Enter
from tests.decisions.scene import CHIEF, Scene
from tests.depth import depth

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance, content_type_conformance]
SCHEMA = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The application keeps the test's own connection, as it does for Django's test client."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


def known_ids(scene: Scene, item: Any) -> dict[str, str]:
    """Real ids, by the name of the place where one is asked for."""
    room, cast = scene.room(item), scene.cast
    secretary, district = str(cast.person("recorder")), cast.district
    people = dict.fromkeys(("person", "witness", "reporter", "recorder", "responsible"), secretary)
    return {
        **people,
        "presider": str(cast.person(CHIEF)),
        "motion": str(room.motion.id),
        "meeting": str(room.meeting.id),
        "item": str(item),
        "entry": str(room.attendees[0].entry),
        "group": str(district.groups["standing"]),
        "organ": str(district.organs["district"]),
        "pin": PIN,
    }


def with_known(value: Any, known: dict[str, str]) -> Any:
    """The same body with real ids where it names things, today's date on what is signed, and texts one can print."""
    if isinstance(value, str):
        return "".join(char for char in value if unicodedata.category(char) not in ("Cc", "Cs"))
    if isinstance(value, dict):
        value = value | ({"dated": clock.rfc3339(clock.now())} if "dated" in value else {})
        return {
            name: known[name] if name in known and isinstance(one, str) else with_known(one, known)
            for name, one in value.items()
        }
    return [with_known(one, known) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_operation_answers_as_described(scene: Scene, enter: Enter, settings: Any, mode: GenerationMode) -> None:
    settings.LIUHEN_API_PER_MINUTE = 10**9
    item = scene.seated(scene.moved())
    scene.state(item, "executive-deputy")
    known = known_ids(scene, item)
    headers = {"Authorization": f"Bearer {enter('recorder').token}"}
    found = [fault for operation in OPERATIONS if (fault := fault_of(operation, mode, known, headers))]
    assert not found, "\n\n".join(found)


def fault_of(operation: Any, mode: GenerationMode, known: dict[str, str], headers: dict[str, str]) -> str:
    """What is wrong with one operation, or ""; the others are tried as well."""
    try:
        try_out(operation, mode, known, headers)
    except (FailureGroup, Failure) as fault:
        return f"{operation.label}\n{fault}"
    return ""


def try_out(operation: Any, mode: GenerationMode, known: dict[str, str], headers: dict[str, str]) -> None:
    """A few made-up requests to one operation."""

    @seed(0)
    @settings(max_examples=depth(4, 60), database=None)
    @given(case=operation.as_strategy(generation_mode=mode), real=st.sampled_from([True, True, True, False]))
    def tried(case: Case, real: bool) -> None:
        if real:
            case.path_parameters = with_known(case.path_parameters, known)
            case.body = with_known(case.body, known)
        case.call_and_validate(headers={**(case.headers or {}), **headers}, checks=CHECKS)

    tried()

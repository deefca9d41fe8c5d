"""Whatever a mechanism declares can be shown: its page exists, and a name it leaves a gap for is kept by somebody."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from liuhen.ledger.records import record_classes

OURS = {kind: cls for kind, cls in record_classes().items() if not kind.startswith("sample.")}
DECLARED = {kind: cls for kind, cls in OURS.items() if cls.spec.duty_line}
NAMED = {cls.spec.subject[0] for cls in OURS.values() if cls.spec.names}


@pytest.mark.parametrize("kind", sorted(DECLARED))
def test_a_declared_line_can_be_shown(kind):
    spec = DECLARED[kind].spec
    line = spec.duty_line
    assert line is not None
    assert not line.page or reverse(line.page, args=[uuid4()])
    assert "{title}" not in line.words or spec.subject[0] in NAMED
    for other in line.person_in:
        assert OURS[other].spec.subject == spec.subject


def test_each_of_the_mechanisms_built_declares_some():
    assert {kind.split(".")[0] for kind in DECLARED} == {"decisions", "duties", "hearings"}

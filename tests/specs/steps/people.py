"""Steps any feature may use: how the system refused."""

from __future__ import annotations

from pytest_bdd import parsers, then

from tests.specs.story import Story


@then(parsers.parse("系统拒绝：“{words}”"))
def _(story: Story, words: str) -> None:
    refusal, story.refusal = story.refusal, None
    assert refusal is not None, "nothing was refused"
    said = f"{refusal.message} {' '.join(refusal.fields.values())}"
    assert words in said, said
    story.kept["refused"] = said

"""Coverage as plain sets: whatever the tree, taking one letter away lowers exactly the cells it stood in."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.mechanisms.duties.coverage import Coverage, Need, Signed, cover, percent
from liuhen.mechanisms.duties.letter_terms import Standing, Way

BASIS = "b" * 64


def person(number: int) -> UUID:
    return UUID(int=number + 1)


def place(number: int) -> tuple[UUID, str]:
    """An organ of a tree in which 0 is the root, 1 to 4 hang below it, and all others below one of those."""
    ids = [0] if number == 0 else [0, number] if number < 5 else [0, 1 + number % 4, number]
    return UUID(int=1000 + number), "".join(f"{1000 + one:032x}" for one in ids)


@st.composite
def districts(draw: st.DrawFn) -> list[Need]:
    """Needs of all three ways, each pair of people at most once, each person at most one pledge."""
    people = draw(st.integers(2, 25))
    pairs = draw(st.sets(st.tuples(st.integers(0, people - 1), st.integers(0, people - 1)), max_size=40))
    found = []
    for upper, lower in sorted(pairs):
        if upper == lower:
            continue
        way = Way.VERTICAL if (upper + lower) % 2 else Way.TEAM
        organ, path = place(lower % 12)
        found.append(Need(way, path, organ, person(upper), person(100 + upper), person(lower), None, "chief"))
    for one in draw(st.sets(st.integers(0, people - 1))):
        organ, path = place(one % 12)
        found.append(Need(Way.OWN, path, organ, None, None, person(one), None))
    return found


def letter(number: int, need: Need, standing: Standing = Standing.FRESH, basis: str = BASIS) -> Signed:
    basis = basis if need.upper else ""
    return Signed(UUID(int=50_000 + number), need.key, (need.upper_post, need.lower_post), basis, standing)


def covered(needs: list[Need], letters: list[Signed], basis: str = BASIS) -> Coverage:
    return cover(needs, letters, lambda need: basis if need.upper else "")


def cells(found: Coverage) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Every figure the map shows: the whole, by way, by branch, by organ."""
    groups = {
        "way": lambda need: need.way.value,
        "branch": lambda need: need.path[:64],
        "organ": lambda need: need.path,
        "all": lambda need: "",
    }
    return {
        (name, cell): (tally.required, tally.signed, tally.fresh)
        for name, group in groups.items()
        for cell, tally in found.by(group).items()
    }


@given(districts(), st.data())
def test_one_letter_less_lowers_exactly_its_cells(needs: list[Need], data: st.DataObject) -> None:
    letters = [letter(number, need) for number, need in enumerate(needs)]
    if not letters:
        return
    taken = data.draw(st.integers(0, len(letters) - 1))
    before, need = cells(covered(needs, letters)), needs[taken]
    after = cells(covered(needs, letters[:taken] + letters[taken + 1 :]))
    mine = {("way", need.way.value), ("branch", need.path[:64]), ("organ", need.path), ("all", "")}
    for cell, (required, signed, fresh) in before.items():
        lower = 1 if cell in mine else 0
        assert after[cell] == (required, signed - lower, fresh - lower)
    holes = covered(needs, letters[:taken] + letters[taken + 1 :]).holes
    assert [line.need for line in holes] == [need]


@given(districts(), st.data())
def test_the_counts_are_those_of_the_lines_whatever_is_signed(needs: list[Need], data: st.DataObject) -> None:
    standings = (Standing.FRESH, Standing.HALF, Standing.DRAWN)
    letters = [
        letter(number, need, data.draw(st.sampled_from(standings)), data.draw(st.sampled_from([BASIS, "old"])))
        for number, need in enumerate(needs)
        if data.draw(st.booleans())
    ]
    found = covered(needs, letters)
    assert found.all.required == len(needs) == len(found.lines)
    assert found.all.holes == len(found.holes)
    assert found.all.stale == len(found.stale)
    assert found.all.signed == sum(tally.signed for tally in found.ways.values())
    assert found.all.fresh <= found.all.signed <= found.all.required


@given(districts())
def test_a_change_of_content_leaves_every_letter_signed_and_no_two_sided_one_fresh(needs: list[Need]) -> None:
    letters = [letter(number, need) for number, need in enumerate(needs)]
    found = covered(needs, letters, basis="new")
    assert found.all.signed == len(needs)
    assert found.all.fresh == sum(need.way is Way.OWN for need in needs)


def test_a_successor_owes_a_letter_of_his_own_and_the_hole_names_the_old_one() -> None:
    organ, path = place(3)
    old = Need(Way.VERTICAL, path, organ, person(1), person(11), person(2), person(12), "chief")
    new = old._replace(lower=person(3))
    found = covered([new], [letter(1, old)])
    assert [(line.standing, line.letter) for line in found.holes] == [(Standing.ENDED, UUID(int=50_001))]


def test_the_newest_of_several_letters_counts() -> None:
    organ, path = place(3)
    need = Need(Way.VERTICAL, path, organ, person(1), None, person(2), None, "chief")
    [line] = covered([need], [letter(1, need, basis="old"), letter(2, need), letter(3, need, Standing.DRAWN)]).lines
    assert (line.standing, line.letter) == (Standing.FRESH, UUID(int=50_002))


@pytest.mark.parametrize(
    ("done", "whole", "shown"),
    [
        (290, 291, "99.66"),
        (291, 291, "100.00"),
        (18_271, 18_272, "99.99"),
        (199_999, 200_000, "99.99"),
        (1, 200_000, "0.01"),
        (0, 5, "0.00"),
        (0, 0, ""),
    ],
)
def test_what_is_not_whole_never_reads_whole(done: int, whole: int, shown: str) -> None:
    assert percent(done, whole) == shown

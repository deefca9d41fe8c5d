"""Letters between two people and pledges of one: drawn, signed, taken in, ended by a change of holder, refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted, Refusal, WrongState
from liuhen.mechanisms.duties.actions import letters
from liuhen.mechanisms.duties.letter_terms import Standing, Way
from liuhen.mechanisms.duties.models import Letter
from liuhen.mechanisms.duties.reads import letters as reads
from liuhen.organs import actions as organs
from liuhen.organs.reads.staff import holders, posts_of, tenures_of
from liuhen.organs.spans import today
from tests.duties.letter_scene import Letters, begin
from tests.snapshots import start_from

pytestmark = pytest.mark.django_db
TOP, STREET = "party-secretary", "street-secretary"


@pytest.fixture
def world(db: None, folders: object, time: clock.Stepping) -> Letters:
    made = Letters(start_from("letters", time, begin), time)
    made.decide()
    return made


def test_the_tree_the_groups_and_every_person_owe_letters(world: Letters) -> None:
    found = world.cover()
    pairs = {(line.need.upper, line.need.lower): line.need for line in found.lines}
    person = world.cast.person
    assert pairs[(person(TOP), person(STREET))].way is Way.VERTICAL
    assert pairs[(person(STREET), person("street-head"))].way is Way.VERTICAL
    assert pairs[(person(STREET), person("street-member"))].way is Way.TEAM
    assert pairs[(person("district-head"), person("water-head"))].way is Way.VERTICAL
    assert pairs[(person("water-head"), person("gate-officer"))].way is Way.TEAM
    assert pairs[(None, person(STREET))].way is Way.OWN
    assert not any(upper == lower for upper, lower in pairs)
    assert found.ways[Way.OWN].required == len(world.cast.district.people)


def test_two_people_owe_one_letter_however_many_edges_join_them(world: Letters) -> None:
    """The district's head leads the government below the committee and sits in the standing committee."""
    pair = (world.cast.person(TOP), world.cast.person("district-head"))
    assert [line.need.way for line in world.cover().lines if (line.need.upper, line.need.lower) == pair] == [
        Way.VERTICAL
    ]


def test_the_one_letter_speaks_of_all_that_joins_the_two(world: Letters) -> None:
    """The discipline secretary leads an organ below the committee and sits in its standing committee."""
    whole = world.line("discipline-secretary", TOP).need
    assert whole.also == ((world.organ("committee"), "member"),)
    assert world.line("discipline-secretary", TOP, "discipline").need == whole


def test_a_letter_holds_with_the_second_signature(world: Letters) -> None:
    letter = world.draw(STREET, TOP)
    assert world.line(STREET, TOP).standing is Standing.DRAWN
    world.sign(letter, TOP)
    assert world.line(STREET, TOP).standing is Standing.HALF
    before = world.cover().all.signed
    world.sign(letter, STREET)
    assert world.line(STREET, TOP).standing is Standing.FRESH
    assert world.cover().all.signed == before + 1
    assert "责任状" in reads.get(letter).words.text


def test_the_text_names_both_and_the_very_document_is_kept(world: Letters) -> None:
    letter = world.signed(STREET, TOP)
    text = reads.get(letter).words.text
    assert "上级：赵示例（区委书记）" in text
    assert "责任人：张某例（丰台街道党工委书记）" in text
    from liuhen.organs.reads.tree import book_of

    book = book_of(world.organ("district"))
    *_, last = book.file_of("letter", letter)
    document = book.open(last.id, "document", by=world.actor(), purpose="核对")
    assert str(letter) in document
    assert reads.get(letter).words.text_sha256 in document


def test_a_successor_owes_a_letter_of_his_own_from_the_day_of_the_appointment(world: Letters) -> None:
    """M04: replaced on a day, the old letter ends on that day and a new one is due."""
    letter = world.signed(STREET, TOP)
    day = today() + timedelta(days=3)
    world.time.at += timedelta(days=5)
    replace(world, STREET, "street-deputy", day)
    assert world.cover(on=day - timedelta(days=1)).all.signed == 1
    assert world.cover(on=day).all.signed == 0
    status = reads.status_of(reads.get(letter), day)
    assert (status.standing, status.word) == (Standing.ENDED, "已因换人终止")
    line = world.line("street-deputy", TOP)
    assert (line.standing, line.letter) == (Standing.ENDED, letter)
    again = world.sign_anew(TOP, "street-deputy", TOP)
    world.sign(again, "street-deputy")
    assert reads.get(again).replaces == letter
    assert world.line("street-deputy", TOP).standing is Standing.FRESH


def test_one_change_of_holder_touches_exactly_the_letters_of_that_post(world: Letters) -> None:
    pairs = [(STREET, TOP), ("street-head", STREET), ("street-member", STREET), ("water-head", "district-head")]
    world.cast.give_pins(["district-head"])
    for lower, upper in pairs:
        world.signed(lower, upper)
    world.time.at += timedelta(days=2)
    replace(world, STREET, "street-deputy", today())
    left = {(line.need.upper, line.need.lower) for line in world.cover().lines if line.standing is Standing.FRESH}
    assert left == {(world.cast.person("district-head"), world.cast.person("water-head"))}


def replace(world: Letters, old: str, new: str, day: date) -> None:
    """One leaves the post, another takes it."""
    by = world.actor("personnel-officer")
    [held] = [one for one in tenures_of(world.cast.person(old)) if one.until is None]
    organs.end_tenure(by=by, tenure=held.tenure, until=day, document="示例免职")
    organs.begin_tenure(by=by, person=world.cast.person(new), post=held.post, since=day, document="示例任职")
    assert [one.pk for one in holders(held.post, day)] == [world.cast.person(new)]


def test_nobody_signs_for_a_post_he_has_left(world: Letters) -> None:
    letter = world.draw(STREET, TOP)
    world.time.at += timedelta(days=2)
    replace(world, STREET, "street-deputy", today())
    with pytest.raises(WrongState) as refused:
        world.sign(letter, STREET)
    assert refused.value.rule == "duties.signed-by-holder"


def test_a_second_letter_of_the_same_two_is_refused(world: Letters) -> None:
    world.signed(STREET, TOP)
    with pytest.raises(WrongState) as refused:
        world.draw(STREET, TOP)
    assert refused.value.rule == "duties.letter-once"


def test_a_second_pledge_is_refused(world: Letters) -> None:
    world.signed("water-head")
    with pytest.raises(WrongState) as refused:
        world.draw("water-head")
    assert refused.value.rule == "duties.pledge-once"


@pytest.mark.parametrize(
    ("upper", "lower", "rule"),
    [
        (STREET, STREET, "duties.letter-two-people"),
        (TOP, "water-head", "duties.letter-due"),
        (None, "nobody", "organs.unknown-person"),
    ],
)
def test_letters_that_cannot_be(world: Letters, upper: str | None, lower: str, rule: str) -> None:
    people = {**world.cast.district.people, "nobody": world.organ("district")}
    with pytest.raises(Refusal) as refused:
        letters.draw_letter(
            by=world.actor(),
            organ=world.organ("street-committee"),
            upper=people[upper] if upper else None,
            lower=people[lower],
        )
    assert refused.value.rule == rule


def test_only_the_two_sign_and_only_with_their_own_hand(world: Letters) -> None:
    letter = world.draw(STREET, TOP)
    with pytest.raises(NotPermitted):
        world.sign(letter, "water-head")
    signed = world.signature(STREET, letter, reads.get(letter).words.text_sha256 or "")
    with pytest.raises(BadInput):
        letters.sign_letter(letter=letter, by=world.actor(TOP), signed=signed)


def test_a_clerk_of_a_bureau_issues_no_letters_for_the_district(world: Letters) -> None:
    need = world.line(STREET, TOP).need
    with pytest.raises(NotPermitted):
        letters.draw_letter(by=world.actor("water-head"), organ=need.organ, upper=need.upper, lower=need.lower)


def test_paper_is_taken_in_and_confirmed_later(world: Letters) -> None:
    need = world.line(STREET, TOP).need
    entry = letters.take_in_letter(
        by=world.actor(), organ=need.organ, upper=need.upper, lower=need.lower, signed_on=today(), archive="示例1号"
    )
    letter = Letter.objects.get(pk=entry.body["public"]["letter"])
    assert world.line(STREET, TOP).standing is Standing.FRESH
    signed = world.signature(STREET, letter.pk, reads.paper_digest(reads.get(letter.pk)), act="确认纸面责任书")
    letters.confirm_paper(letter=letter.pk, by=world.actor(STREET), signed=signed)
    assert [one.confirms for one in letter.signatures.all()] == [True]
    with pytest.raises(WrongState):
        letters.confirm_paper(letter=letter.pk, by=world.actor(STREET), signed=signed)


def test_paper_without_a_reference_is_refused(world: Letters) -> None:
    need = world.line(STREET, TOP).need
    with pytest.raises(BadInput) as refused:
        letters.take_in_letter(
            by=world.actor(), organ=need.organ, upper=need.upper, lower=need.lower, signed_on=today(), archive=" "
        )
    assert refused.value.rule == "duties.paper-archived"


def test_a_letter_withdrawn_can_be_drawn_again(world: Letters) -> None:
    letter = world.draw(STREET, TOP)
    letters.withdraw_letter(letter=letter, by=world.actor(), reason="责任人姓名有误")
    assert world.line(STREET, TOP).standing is Standing.NONE
    again = world.draw(STREET, TOP)
    assert again != letter
    assert reads.get(again).replaces == letter


def test_a_year_ends_every_letter(world: Letters) -> None:
    letter = world.signed(STREET, TOP)
    world.time.at += timedelta(days=365)
    assert reads.status_of(reads.get(letter)).word == "年度已过"
    assert not world.map().required.planned


def test_all_that_is_missing_is_drawn_at_once(world: Letters) -> None:
    world.signed(STREET, TOP)
    due = world.cover().all
    entries = letters.draw_all(by=world.actor(), under=world.organ("district"))
    assert len(entries) == due.holes
    assert {line.standing for line in world.cover().lines} == {Standing.FRESH, Standing.DRAWN}
    assert letters.draw_all(by=world.actor(), under=world.organ("district")) == []


def test_a_branch_shows_what_the_whole_shows_of_it(world: Letters) -> None:
    world.signed(STREET, TOP)
    world.signed("street-member")
    path = world.path("street")
    whole = {line for line in world.cover().lines if line.need.path.startswith(path)}
    assert set(world.cover("street").lines) == whole


def test_whoever_holds_two_posts_pledges_once(world: Letters) -> None:
    before = world.cover().ways[Way.OWN].required
    organs.begin_tenure(
        by=world.actor("personnel-officer"),
        person=world.cast.person("water-head"),
        post=second_post(world),
        since=today(),
        document="示例兼任",
    )
    assert len(posts_of(world.cast.person("water-head"))) == 2
    assert world.cover().ways[Way.OWN].required == before


def second_post(world: Letters):  # type: ignore[no-untyped-def]
    entry = organs.create_post(
        by=world.actor("personnel-officer"), organ=world.organ("finance"), kind="staff", title="兼任", since=today()
    )
    return entry.body["public"]["post"]

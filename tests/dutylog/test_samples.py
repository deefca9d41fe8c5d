"""A month's sample: seeds fixed before its end, one draw, and nobody called untrue unheard."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from liuhen.kit import clock
from liuhen.kit.refusals import NotPermitted, WrongState
from liuhen.ledger import files
from liuhen.ledger.book import Writing
from liuhen.ledger.models import Look
from liuhen.mechanisms.dutylog import actions, draw, records
from liuhen.mechanisms.dutylog.models import Check, Drawn, Line, Sample, Share
from liuhen.mechanisms.dutylog.reads import samples
from liuhen.organs.reads.tree import book_of
from tests.dutylog import acts

MONTH = "2026-11"


@pytest.fixture
def district(cast):
    return cast.district.organs["district"]


@pytest.fixture
def officer(cast):
    return cast.actor("discipline-officer")


def typed(cast, count, key="office-head"):
    by = cast.actor(key)
    book_of(by.organ).append_many(
        Writing(
            records.ManualLineWritten(
                line=uuid4(),
                person=by.person,
                organ=by.organ,
                category="talk",
                evidence="talk",
                item=None,
                words=f"谈话{number}",
                place="",
                company="",
                outcome="",
            ),
            by,
        )
        for number in range(count)
    )


@pytest.fixture
def drawn(cast, district, officer, go, indexed):
    """Three lines of November, one of them in the sample, on the second of December."""
    actions.commit_seed(organ=district, month=MONTH, by=officer)
    acts.talk(cast, "office-head")
    acts.rectified(cast, "office-head")
    acts.talk(cast, "deputy-secretary")
    go("2026-12-02 09:00")
    indexed()
    actions.draw_sample(organ=district, month=MONTH, by=officer)
    indexed()
    sample = Sample.objects.get()
    [row] = samples.rows_of(sample.pk, list(samples.drawn(sample.pk)))
    return sample, row.shown.line


def test_of_a_thousand_lines_fifty_are_drawn_and_anybody_can_draw_them_again(cast, district, officer, go, indexed):
    actions.commit_seed(organ=district, month=MONTH, by=officer, words="骰子 3 1 6 2 5")
    actions.commit_seed(organ=district, month=MONTH, by=cast.actor("discipline-secretary"))
    typed(cast, 1000)
    go("2026-12-01 00:00")
    typed(cast, 7)  # December's: not in the population
    indexed()
    actions.draw_sample(organ=district, month=MONTH, by=officer)
    sample = Sample.objects.get()
    assert (sample.population, sample.count) == (1000, 50)
    told = json.loads(files.get(sample.file_sha256))
    assert draw.faults(told) == [] and len(told["shares"]) == 2
    assert told["lines"] == [str(row.line) for row in Drawn.objects.filter(sample=sample.pk)]
    assert told["population"] == sorted(str(id) for id in Line.objects.filter(month=MONTH).values_list("pk", flat=True))


def test_nobody_opens_a_share_before_the_population_is_frozen(cast, district, officer):
    actions.commit_seed(organ=district, month=MONTH, by=officer)
    share = Share.objects.get()
    with pytest.raises(WrongState) as refused:
        book_of(district).open(share.entry, "seed", by=officer, purpose="看一眼")
    assert refused.value.rule == "platform.sealed-held"
    assert not Look.objects.get(entry=share.entry).granted


def test_a_late_commitment_is_refused(district, officer, go):
    go("2026-11-30 23:59")
    actions.commit_seed(organ=district, month=MONTH, by=officer)
    go("2026-12-01 00:00")
    with pytest.raises(WrongState) as refused:
        actions.commit_seed(organ=district, month=MONTH, by=officer)
    assert refused.value.rule == "dutylog.seed-before"


def test_without_a_seed_no_draw(district, officer, go):
    go("2026-12-01 00:00")
    with pytest.raises(WrongState) as refused:
        actions.draw_sample(organ=district, month=MONTH, by=officer)
    assert refused.value.rule == "dutylog.seed-before"


def test_one_share_each(district, officer):
    actions.commit_seed(organ=district, month=MONTH, by=officer)
    with pytest.raises(WrongState) as refused:
        actions.commit_seed(organ=district, month=MONTH, by=officer)
    assert refused.value.rule == "dutylog.drawn-once"


def test_a_month_is_not_drawn_before_its_end(district, officer, go):
    actions.commit_seed(organ=district, month=MONTH, by=officer)
    go("2026-11-30 23:59")
    with pytest.raises(WrongState) as refused:
        actions.draw_sample(organ=district, month=MONTH, by=officer)
    assert refused.value.rule == "dutylog.draw-after"


def test_a_month_is_drawn_once(district, officer, drawn):
    with pytest.raises(WrongState) as refused:
        actions.draw_sample(organ=district, month=MONTH, by=officer)
    assert refused.value.rule == "dutylog.drawn-once"


def test_no_draw_while_a_line_waits_for_its_index(cast, district, officer, go, indexed):
    actions.commit_seed(organ=district, month=MONTH, by=officer)
    go("2026-12-02 09:00")
    indexed()
    acts.talk(cast, "office-head")
    with pytest.raises(WrongState) as refused:
        actions.draw_sample(organ=district, month=MONTH, by=officer)
    assert refused.value.rule == "dutylog.draw-after"


def test_a_month_without_lines_draws_none(district, officer, go, indexed):
    actions.commit_seed(organ=district, month=MONTH, by=officer)
    go("2026-12-01 00:00")
    indexed()
    actions.draw_sample(organ=district, month=MONTH, by=officer)
    sample = Sample.objects.get()
    assert (sample.population, sample.count, Drawn.objects.count()) == (0, 0, 0)


def test_only_whoever_has_the_power_samples_and_checks(cast, district, drawn):
    _, line = drawn
    with pytest.raises(NotPermitted):
        actions.commit_seed(organ=district, month="2026-12", by=cast.actor("party-secretary"))
    with pytest.raises(NotPermitted):
        actions.check_line(line=line.pk, by=cast.actor("party-secretary"), result="true")


def test_false_needs_a_question_first_and_an_answer_or_the_time_for_it(cast, drawn, officer, go):
    sample, line = drawn
    told = {"line": line.pk, "by": officer, "sample": sample.pk}
    with pytest.raises(WrongState) as refused:
        actions.check_line(result="false", words="没有谈话记录", **told)
    assert refused.value.rule == "dutylog.question-first"
    asked = actions.question_line(words="请说明谈话时间和地点", **told)
    with pytest.raises(WrongState):
        actions.check_line(result="false", words="没有谈话记录", **told)
    author = next(key for key in ("office-head", "deputy-secretary") if cast.person(key) == line.person)
    other = "deputy-secretary" if author == "office-head" else "office-head"
    question = asked.body["public"]["question"]
    with pytest.raises(NotPermitted):
        actions.answer_question(question=question, by=cast.actor(other), words="代为说明")
    actions.answer_question(question=question, by=cast.actor(author), words="谈话在村委会进行，有在场人")
    actions.check_line(result="false", words="在场人否认", **told)
    assert samples.results(sample)["false"] == 1


def test_silence_lets_the_five_working_days_pass(drawn, officer, go):
    sample, line = drawn
    told = {"line": line.pk, "by": officer, "sample": sample.pk}
    actions.question_line(words="请说明", **told)  # Wednesday the second of December
    go("2026-12-09 23:59")
    with pytest.raises(WrongState):
        actions.check_line(result="false", words="没有说明", **told)
    go("2026-12-10 00:00")
    actions.check_line(result="false", words="没有说明", **told)


@pytest.mark.parametrize("result", ["true", "unproven"])
def test_true_and_unproven_need_no_question(drawn, officer, result):
    sample, line = drawn
    actions.check_line(line=line.pk, by=officer, sample=sample.pk, result=result, words="与源记录核对")
    assert samples.results(sample)[result] == 1


def test_nobody_checks_himself_and_the_database_says_so_too(cast, indexed):
    entry = acts.talk(cast, "discipline-secretary")
    indexed()
    by = cast.actor("discipline-secretary")
    with pytest.raises(NotPermitted) as refused:
        actions.check_line(line=entry.id, by=by, result="true")
    assert refused.value.rule == "dutylog.checker-apart"
    row = {"line": entry.id, "person": by.person, "checker": by.person, "recorded": clock.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.create(id=uuid4(), result="true", **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.create(id=uuid4(), result="false", **row | {"checker": uuid4()})


def test_a_check_outside_the_sample_does_not_count_in_it(cast, drawn, officer):
    sample, line = drawn
    other = Line.objects.exclude(pk=line.pk).first()
    actions.check_line(line=other.pk, by=officer, sample=sample.pk, result="true")
    assert samples.results(sample) == {"true": 0, "unproven": 0, "false": 0, "": 1}

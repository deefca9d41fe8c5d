"""A period from its opening to its end: who reported, who was heard, who is missing, by the day's holders."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liuhen.kit import clock
from liuhen.kit.refusals import BadInput, NotPermitted, Refusal, WrongState
from liuhen.mechanisms.hearings import actions
from liuhen.mechanisms.hearings.models import FollowUp, Report
from liuhen.mechanisms.hearings.reads.board import LATE, findings
from liuhen.mechanisms.hearings.reads.desk import todo_for
from tests.hearings.scene import INTEGRITY, STREETS, County, book, known, local

pytestmark = pytest.mark.django_db


def test_seven_of_eight_heard_leaves_one_name(county: County, time: clock.Stepping) -> None:
    period = county.open()
    for number, street in enumerate(STREETS[:7]):
        time.at = local(f"2026-03-{number + 1:02d} 10:00")
        county.hear(street, period)
    time.at = local("2026-07-01 09:00")
    assert county.unheard(period) == ["某第八街道书记"]
    assert findings(county.board(period))[0] == "“2026-01-01至2026-06-30”未听取：某第八街道书记"
    chief = [task for task in todo_for(county.actor("chief")) if task.route == "hearing-new"]
    assert [(task.title, task.state, task.id) for task in chief] == [
        ("听取某第八街道书记汇报", "期满未听取", county.posts["第八街道"])
    ]
    office = [task.title for task in todo_for(county.actor("discipline"))]
    assert office[0] == "“2026-01-01至2026-06-30”未听取：某第八街道书记"


@pytest.mark.parametrize("empty", ["", "  \n　", "……。——！", "无", "无。", " 没有 ", "暂无！", "同上", "無"])
def test_an_empty_chapter_is_refused_by_its_name(county: County, empty: str) -> None:
    period = county.open()
    with pytest.raises(BadInput) as refused:
        county.report("第一街道", period, integrity=empty)
    assert refused.value.rule == "hearings.integrity-chapter"
    assert "党风廉政建设专章" in refused.value.message and "integrity" in refused.value.fields


def test_a_filled_report_waits_on_the_superiors_desk(county: County, time: clock.Stepping) -> None:
    period = county.open()
    time.at = local("2026-06-20 09:00")
    entry = county.report("第一街道", period, other="完成改造两处。")
    [task] = [task for task in todo_for(county.actor("chief")) if task.route == "report"]
    assert task.title == "某第一街道书记的书面报告" and task.state == "待批示"
    assert "第一街道" not in " ".join(
        task.note for task in todo_for(county.actor("第二街道")) if task.route == "report"
    )
    opened = book().open(entry.id, "document", by=county.actor("chief"), purpose="审阅")
    assert "报送报告" in opened and str(county.people["第一街道"]) in opened
    actions.give_remarks(report=task.id, by=county.actor("chief"), answer="noted", words="抓紧整改。")
    assert not [task for task in todo_for(county.actor("chief")) if task.route == "report"]


def test_a_supplement_is_another_version(county: County) -> None:
    period = county.open()
    report = Report.objects.get(pk=county.report("第一街道", period).subject[1])
    with pytest.raises(BadInput):
        actions.give_remarks(report=report.pk, by=county.actor("chief"), answer="supplement")
    actions.give_remarks(report=report.pk, by=county.actor("chief"), answer="supplement", words="写明整改时限。")
    assert [task.route for task in todo_for(county.actor("第一街道"))] == ["report"]
    with pytest.raises(WrongState):
        county.report("第一街道", period)  # the same words again
    county.report("第一街道", period, integrity=INTEGRITY + "九月底前整改完毕。")
    report.refresh_from_db()
    assert (report.state, report.version) == ("submitted", 2)
    actions.give_remarks(report=report.pk, by=county.actor("chief"), answer="noted")
    with pytest.raises(WrongState):
        county.report("第一街道", period, integrity=INTEGRITY + "再补充。")


def test_a_late_report_and_a_late_hearing_are_taken_and_named(county: County, time: clock.Stepping) -> None:
    period = county.open()
    time.at = local("2026-07-03 09:00")
    assert len(county.board(period).unreported) == 8
    county.report("第一街道", period)
    county.hear("第一街道", period)
    board = county.board(period)
    [late] = board.having("reported", LATE)
    assert (late.edge.name, late.reported_late, late.heard_late) == ("某第一街道书记", 3, 3)
    assert len(board.unreported) == len(board.unheard) == 7


def test_a_hearing_of_the_former_holder_does_not_cover_the_new_one(county: County, time: clock.Stepping) -> None:
    period = county.open()
    time.at = local("2026-03-01 10:00")
    county.hear("第一街道", period)
    county.report("第一街道", period)
    assert "某第一街道书记" not in county.unheard(period)
    time.at = local("2026-05-10 10:00")
    county.replace("第一街道", "新任", "新第一街道书记", date(2026, 5, 8))
    assert county.unheard(period)[0] == "新第一街道书记"
    time.at = local("2026-07-02 10:00")
    county.replace("新任", "后任", "后第一街道书记", date(2026, 7, 1))
    assert county.unheard(period)[0] == "新第一街道书记"  # the holder on 30 June, whoever came after
    county.hear("新任", period)
    assert [row.edge.name for row in county.board(period).having("heard", LATE)] == ["新第一街道书记"]


def test_a_vacant_post_is_named_and_not_required(county: County, time: clock.Stepping) -> None:
    from liuhen.organs import actions as organs
    from tests.hearings.scene import founder

    period = county.open()
    time.at = local("2026-06-01 10:00")
    organs.end_tenure(by=founder(), tenure=known("tenure", "第二街道"), until=date(2026, 6, 1))
    board = county.board(period)
    assert len(board.required) == 7 and [row.edge.title for row in board.having("heard", "vacant")] == ["第二街道书记"]


def test_a_failing_cites_a_duty(county: County) -> None:
    period = county.open()
    failing = {"words": "专项检查没有做", "due": "2026-03-01", "failing": "yes", "item": "", "version": ""}
    with pytest.raises(BadInput) as refused:
        county.hear("第一街道", period, follow_ups=[failing])
    assert refused.value.rule == "hearings.failing-cites-duty" and "item_0" in refused.value.fields
    task = {"words": "报送整改台账", "due": "2026-02-01", "failing": "", "item": "", "version": ""}
    county.hear("第一街道", period, follow_ups=[task, failing | {"item": "第3条", "version": "第一版"}])
    first, second = FollowUp.objects.order_by("order")
    assert (first.failing, second.failing, second.item) == (False, True, "第3条")
    assert [one.route for one in todo_for(county.actor("第一街道"))].count("hearing") == 2
    with pytest.raises(NotPermitted):
        actions.finish_follow_up(follow_up=first.pk, by=county.actor("chief"), words="已报")
    actions.finish_follow_up(follow_up=first.pk, by=county.actor("第一街道"), words="台账已报")
    assert [one.route for one in todo_for(county.actor("第一街道"))].count("hearing") == 1
    with pytest.raises(WrongState):
        actions.finish_follow_up(follow_up=first.pk, by=county.actor("第一街道"), words="台账已报")


def test_only_the_direct_superior_hears(county: County, time: clock.Stepping) -> None:
    period = county.open()
    for by in ("discipline", "第二街道", "第一街道"):
        with pytest.raises(Refusal):
            county.hear("第一街道", period, by=by)
    with pytest.raises(NotPermitted):
        county.hear("chief", period)
    entry = county.hear("第一街道", period, by="recorder")  # the office takes down what its chief did
    assert entry.body["on_behalf"] == str(county.people["chief"])
    with pytest.raises(BadInput):
        county.hear("第二街道", period, at=clock.now() + timedelta(days=1))
    with pytest.raises(BadInput):
        county.hear("第二街道", period, at=local("2025-12-31 10:00"))


def test_nobody_reports_in_anothers_name(county: County) -> None:
    period = county.open()
    with pytest.raises(NotPermitted):
        county.report("chief", period)
    with pytest.raises(BadInput):
        actions.submit_report(
            period=period,
            by=county.actor("第一街道"),
            post=county.posts["第一街道"],
            integrity=INTEGRITY,
            signed=county.signed("第二街道", period),
        )
    with pytest.raises(NotPermitted):
        actions.submit_report(
            period=period,
            by=county.actor("第一街道"),
            post=county.posts["第二街道"],
            integrity=INTEGRITY,
            signed=county.signed("第一街道", period),
        )


def test_a_period_has_days_a_name_and_an_owner(county: County) -> None:
    county.open()
    with pytest.raises(WrongState):
        county.open()
    for wrong in ({"since": "2026-07-01"}, {"closes": "2027-06-30"}, {"whom": "all"}):
        with pytest.raises(BadInput):
            county.open(**wrong)
    with pytest.raises(NotPermitted):
        actions.open_period(
            by=county.actor("第一街道"),
            organ=known("organ", "县委"),
            name="自开",
            whom="chiefs",
            since=date(2026, 1, 1),
            closes=date(2026, 6, 30),
        )

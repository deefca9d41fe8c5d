"""记实的故事 A seed is fixed while the month runs, two leaders note what no record shows; later the month is drawn.

All other lines come from the rest of the story by themselves: nobody types them.
"""

from __future__ import annotations

from datetime import timedelta

from liuhen.doors.cli.demo.room import Room
from liuhen.kit import clock
from liuhen.mechanisms.dutylog import actions
from liuhen.mechanisms.dutylog.reads import samples

OFFICER = "discipline-officer"
LATE = timedelta(days=9)


def seed_and_notes(room: Room) -> None:
    """承诺种子、补记两行 One of the two nine days late, and it says so."""
    room.move(27, "14:00")
    cast = room.cast
    month = f"{clock.local(clock.now()):%Y-%m}"
    actions.commit_seed(
        organ=cast.district.organs["district"], month=month, by=cast.actor(OFFICER), words="当众掷骰：3 1 6 2 5"
    )
    room.later(600)
    actions.write_line(
        by=cast.actor("party-secretary"),
        category="area",
        evidence="inspection",
        words="到方庄地区调研街道廉政风险点排查情况",
        at=clock.now() - LATE,
        place="方庄地区街道办事处",
        company="区委办、区纪委有关同志",
        outcome="发现两处公示不及时，当场要求三日内更正",
    )
    room.later(900)
    actions.write_line(
        by=cast.actor("discipline-secretary"),
        category="reminder",
        evidence="talk",
        words="节前对新任职干部作廉政提醒谈话",
        at=clock.now() - timedelta(hours=3),
        place="区纪委谈话室",
        company="新任职干部六人",
    )


def sample_drawn(room: Room) -> None:
    """抽查上月 After the month is over and everything stands in the book; the author of the first line is asked."""
    officer, district = room.cast.actor(OFFICER), room.cast.district.organs["district"]
    [sample, *_] = samples.undrawn(officer, f"{clock.local(clock.now()):%Y-%m}")
    actions.draw_sample(organ=district, month=sample.month, by=officer)
    rows = samples.rows_of(sample.pk, list(samples.drawn(sample.pk)))
    others = [row.shown.line for row in rows if row.shown.line.person != officer.person]
    for line in others[:1]:
        actions.question_line(
            line=line.pk, by=officer, sample=sample.pk, words="请说明当时的时间、地点和参加人员，以便与来源核对。"
        )
    for line in others[1:2]:
        actions.check_line(
            line=line.pk, by=officer, sample=sample.pk, result="true", words="与存证簿中的来源记录一致。"
        )

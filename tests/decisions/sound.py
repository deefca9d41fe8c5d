"""For every action of the decision trace one call that is in order, at the stage where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from liuhen.kit import clock
from liuhen.ledger import files
from liuhen.mechanisms.decisions import actions
from liuhen.mechanisms.decisions.models import Meeting
from liuhen.mechanisms.decisions.reads.room import open_ballot
from tests.decisions.scene import CHIEF, NINE
from tests.specs.story import STAGES, Story

Given = dict[str, Any]
SCAN = b"%PDF-1.4 a scan"


def meeting_of(story: Story) -> UUID:
    return Meeting.objects.latest("starts").id


def sign(story: Story, key: str, act: str, says: str, **more: Any) -> Any:
    return story.cast.sign(key, story.motion, act, says, **more)


def recorder(story: Story, **more: Any) -> Given:
    return {"by": story.actor("记录员"), **more}


# ── Stages between those of the features ─────────────────────────────────────────────────────────
def _tabled(story: Story) -> None:
    story.item = story.scene.table(story.scene.call(), story.motion)
    story.scene.send(story.item)


def _locked(story: Story) -> None:
    actions.lock_agenda(meeting=meeting_of(story), by=story.actor("记录员"))
    story.scene.later(days=2)


def _opened(story: Story) -> None:
    story.scene.open_meeting(meeting_of(story))


def _objected(story: Story) -> None:
    actions.lodge_objection(item=story.item, by=story.actor("组织部长"), objection="compliance", clause="第九条")


def _paper(story: Story) -> None:
    signed = story.cast.sign_by_hand("united-front-head", story.motion, "表态", "同意", item=story.item)
    person = story.person("统战部长")
    actions.state_opinion(item=story.item, person=person, by=story.actor("记录员"), stance="agree", signed=signed)


def _counted(story: Story) -> None:
    for key in NINE:
        story.scene.vote(story.item, key)
    story.scene.close_vote(story.item)


def _silent_vote(story: Story) -> None:
    for key in NINE:
        if key != LATE:
            story.scene.vote(story.item, key)
    story.scene.close_vote(story.item)
    story.scene.rule(story.item)


def _in_principle(story: Story) -> None:
    story.scene.rule(story.item, "in-principle")


def _closed(story: Story) -> None:
    actions.close_meeting(meeting=meeting_of(story), by=story.actor("记录员"))


def _waived(story: Story) -> None:
    for stage in ("过程监审", "结果查究"):
        actions.waive_stage(**{**SOUND["waive_stage"][1](story), "stage": stage, "signed": _waiver(story, stage)})


STAGES.update(
    {
        "called": ("moved", lambda story: story.kept.update(meeting=story.scene.call())),
        "tabled": ("moved", _tabled),
        "locked": ("tabled", _locked),
        "opened": ("locked", _opened),
        "objected": ("discussing", _objected),
        "paper": ("seated", _paper),
        "counted": ("voting", _counted),
        "silent vote": ("voting", _silent_vote),
        "in principle": ("counted", _in_principle),
        "final text": ("in principle", lambda story: actions.seal_final_text(**SOUND["seal_final_text"][1](story))),
        "closed": ("decided", _closed),
        "waived": ("decided", _waived),
    }
)


def _waiver(story: Story, stage: str) -> Any:
    return sign(story, CHIEF, "环节豁免", stage)


def _draft(story: Story) -> Given:
    return {
        "by": story.actor("常务副区长"),
        "group": story.cast.district.groups["standing"],
        "title": "议题",
        "text": "正文",
        "category": "works",
        "kind": "project",
        "source": "department",
        "source_detail": "请示一号",
        "catalogue_code": "03-1",
        "amount_fen": 100,
    }


def _gate(story: Story) -> Given:
    person = story.person("常务副区长")
    return recorder(story, motion=story.motion, gate="consultation", result="done", responsible=person, reason="已沟通")


def _call(story: Story) -> Given:
    return recorder(
        story,
        group=story.cast.district.groups["standing"],
        title="常委会",
        starts=clock.now() + timedelta(days=2),
        place="会议室",
        presider=story.person("书记"),
        recorder=story.person("记录员"),
    )


def _own(word: str, key: str, act: str, stance: bool = True) -> Callable[[Story], Given]:
    def given(story: Story) -> Given:
        by = story.actor(word)
        signed = sign(story, key, act, "同意", item=story.item)
        return {"item": story.item, "person": by.person, "by": by, "stance": "agree", "words": "好", "signed": signed}

    return given


def _change(story: Story) -> Given:
    given = _own("组织部长", "organisation-head", "改变表态")(story)
    del given["person"]
    return given


def _vote(story: Story) -> Given:
    by = story.actor("组织部长")
    signed = sign(story, "organisation-head", "表决", "赞成", item=story.item)
    return {"ballot": _ballot(story), "person": by.person, "by": by, "choice": "for", "signed": signed}


def _ballot(story: Story) -> UUID:
    found = open_ballot(story.item)
    assert found
    return found.id


def _rule(story: Story) -> Given:
    signed = sign(story, CHIEF, "宣布结果", "通过", item=story.item)
    return {
        "item": story.item,
        "by": story.actor("书记"),
        "outcome": "passed",
        "resolution": "同意",
        "reason": "",
        "signed": signed,
    }


def _minutes(story: Story) -> Given:
    file = files.put(b"%PDF-1.4 minutes", "application/pdf")
    signed = story.cast.sign_file(CHIEF, meeting_of(story), "签发纪要", file.sha256)
    return {
        "meeting": meeting_of(story),
        "by": story.actor("书记"),
        "number": "〔2026〕7号",
        "file": file,
        "signed": signed,
    }


def _confirm_record(story: Story) -> Given:
    digest = Meeting.objects.get(pk=meeting_of(story)).record_sha256
    signed = story.cast.sign_file("organisation-head", meeting_of(story), "核对会议记录", digest)
    return {"meeting": meeting_of(story), "by": story.actor("组织部长"), "signed": signed, "correction": "更正"}


def _confirm_act(story: Story) -> Given:
    from liuhen.mechanisms.decisions.reads import trace

    [row] = trace.entries_entered_for(story.row)
    signed = story.cast.sign("united-front-head", story.motion, "事后确认", "事后确认", text_sha256=row.leaf_hash)
    by = story.actor("统战部长")
    return {"entry": row.entry, "motion": story.motion, "by": by, "signed": signed}


def _link(story: Story) -> Given:
    return {
        "by": story.cast.actor("housing-head"),
        "organ": story.cast.district.organs["housing"],
        "kind": "payment",
        "category": "works",
        "motion": story.motion,
        "reference": "一号付款",
        "amount_fen": 100,
    }


def _end(story: Story) -> Given:
    return recorder(story, item=story.item, person=story.person("组织部长"), ending="silent", reason="没有发言")


def _refuse_vote(story: Story) -> Given:
    person, witness = story.person("组织部长"), story.person("办公室主任")
    return recorder(story, ballot=_ballot(story), person=person, witness=witness, reason="不签")


def _reconsider(story: Story) -> Given:
    return recorder(story, motion=story.motion, consenting=[story.cast.person(key) for key in NINE], reason="情况有变")


def _motion(word: str, **more: Any) -> Callable[[Story], Given]:
    return lambda story: {"motion": story.motion, "by": story.actor(word), **more}


def _item(word: str, **more: Any) -> Callable[[Story], Given]:
    return lambda story: {"item": story.item, "by": story.actor(word), **more}


def _sitting(word: str, **more: Any) -> Callable[[Story], Given]:
    return lambda story: {"meeting": meeting_of(story), "by": story.actor(word), **more}


LATE = "united-front-head"


def _late(story: Story) -> Given:
    return {"item": story.item, "by": story.cast.actor(LATE), "stage": "表决"}


CHECK = {"lawful": True, "public_interest": True, "personal_interest": False, "real_need": True, "words": "无"}
SOUND: dict[str, tuple[str, Callable[[Story], Given]]] = {
    "draft_motion": ("district", _draft),
    "hold_place": (
        "district",
        lambda s: recorder(s, group=s.cast.district.groups["standing"], paper_reference="机要室"),
    ),
    "revise_motion": ("moved", _motion("常务副区长", title="新题", text="新文")),
    "answer_self_check": ("moved", _motion("常务副区长", **CHECK)),
    "sign_motion": ("moved", lambda s: _motion("常务副区长")(s) | {"signed": sign(s, "executive-deputy", "提议", "")}),
    "confirm_motion": ("moved", lambda s: _motion("书记")(s) | {"signed": sign(s, CHIEF, "同意上会", "")}),
    "refuse_confirmation": (
        "moved",
        lambda s: (
            _motion("记录员", role="mover", reason="不同意改稿")(s)
            | {"person": s.person("常务副区长"), "witness": s.person("办公室主任")}
        ),
    ),
    "record_gate": ("moved", _gate),
    "decline_motion": ("moved", _motion("书记", reason="时机未到")),
    "withdraw_motion": ("moved", _motion("常务副区长", reason="条件变了")),
    "lodge_worry": ("moved", _motion("组织部长", words="担心")),
    "call_meeting": ("moved", _call),
    "table_motion": (
        "called",
        lambda s: recorder(s, meeting=meeting_of(s), motion=s.motion, reporter=s.cast.person("housing-head")),
    ),
    "send_papers": ("tabled", lambda s: recorder(s, item=s.item, to=[s.person("书记")])),
    "read_papers": ("tabled", _item("组织部长")),
    "lock_agenda": ("tabled", _sitting("记录员")),
    "open_meeting": ("locked", _sitting("记录员")),
    "open_item": ("opened", _item("记录员", late_reason="")),
    "change_presence": ("seated", lambda s: _sitting("记录员", presence="left")(s) | {"person": s.person("区长")}),
    "change_presider": ("seated", lambda s: _sitting("记录员", reason="书记离席")(s) | {"person": s.person("区长")}),
    "admit_observer": (
        "seated",
        lambda s: _sitting("记录员", capacity="区住建委主任，汇报")(s) | {"person": s.cast.person("housing-head")},
    ),
    "recuse": ("seated", lambda s: _item("区长", reason="有亲属")(s) | {"person": s.person("区长")}),
    "state_opinion": ("seated", _own("组织部长", "organisation-head", "表态")),
    "end_attendee": ("seated", _end),
    "attach_absent_opinion": (
        "seated",
        lambda s: _item("记录员", stance="agree", words="书面")(s) | {"person": s.cast.person("armed-forces")},
    ),
    "lodge_objection": ("seated", _item("组织部长", objection="compliance", clause="第九条", words="无")),
    "note_early_word": ("seated", lambda s: _item("记录员", words="必须上")(s) | {"person": s.person("书记")}),
    "change_opinion": ("discussing", _change),
    "note_discussion": ("discussing", _item("记录员", words="讨论了资金")),
    "open_second_round": ("objected", _item("记录员")),
    "conclude": ("discussing", _own("书记", CHIEF, "末位表态")),
    "open_vote": ("concluded", _item("记录员", mode="named")),
    "cast_vote": ("voting", _vote),
    "refuse_vote": ("voting", _refuse_vote),
    "close_vote": ("voting", lambda s: recorder(s, ballot=_ballot(s))),
    "rule_outcome": ("counted", _rule),
    "close_meeting": ("decided", _sitting("记录员")),
    "seal_record": ("closed", lambda s: _sitting("记录员")(s) | {"files": [files.put(SCAN, "application/pdf")]}),
    "report_meeting": (
        "closed",
        lambda s: _sitting("记录员", to="区国资委", exceptions=[])(s) | {"file": files.put(SCAN, "application/zip")},
    ),
    "sign_stage": ("silent vote", lambda s: _late(s) | {"signed": sign(s, LATE, "补签", "表决", item=s.item)}),
    "refuse_stage": (
        "silent vote",
        lambda s: (
            recorder(s, item=s.item, stage="表决", reason="仍不签")
            | {"person": s.cast.person(LATE), "witness": s.person("办公室主任")}
        ),
    ),
    "confirm_record": ("sealed", _confirm_record),
    "issue_minutes": ("sealed", _minutes),
    "seal_final_text": ("in principle", _motion("记录员", text="定稿")),
    "object_to_final": ("final text", _motion("组织部长", reason="删了分期拨付")),
    "decide_publication": ("decided", _motion("书记", published=False, reported_to="市委", ground="不予公开")),
    "reconsider": ("decided", _reconsider),
    "confirm_act": ("paper", _confirm_act),
    "link_consequence": ("decided", _link),
    "find_impropriety": ("decided", _motion("纪委书记", final=True, grounds="违反规定", appeal_told=True)),
    "overturn_finding": ("decided", _motion("纪委书记", grounds="复核改正")),
    "answer_silence": ("decided", _motion("组织部长", words="当时没有看到")),
    "waive_stage": (
        "decided",
        lambda s: _motion("书记", stage="过程监审", reason="尚未开工")(s) | {"signed": _waiver(s, "过程监审")},
    ),
    "grant_opinions": (
        "decided",
        lambda s: _motion("书记", until="2026-12-31", purpose="审计")(s) | {"person": s.person("审计局长")},
    ),
    "archive_file": ("waived", _motion("记录员", content_digest="0" * 64, retention="永久")),
}

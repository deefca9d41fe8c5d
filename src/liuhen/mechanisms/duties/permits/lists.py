"""清单可否办理 Who may found, publish, adopt and assign; what a version must say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from liuhen.kit.refusals import BadInput, WrongState
from liuhen.ledger.book import Actor
from liuhen.ledger.duty_lines import EvidenceKind
from liuhen.mechanisms.duties.drafts import ItemDraft
from liuhen.mechanisms.duties.models import Adoption, Assignment, DutyItem, DutyList, ListVersion
from liuhen.mechanisms.duties.reads import lists
from liuhen.mechanisms.duties.terms import Audience, ListSide, Side, Status
from liuhen.organs.reads.staff import post as post_row
from liuhen.organs.reads.tree import organ as organ_row
from liuhen.organs.spans import on_day
from liuhen.rules.permits import judge, require_choice, require_filled, require_length, require_power

__all__ = [
    "differs",
    "fault",
    "require_may_adopt",
    "require_may_assign_item",
    "require_may_found_list",
    "require_may_lay_down",
    "require_may_publish_list",
    "require_may_take_back_item",
]

EDIT, PUBLISH = "list.edit", "list.publish"
MOST_ITEMS = 500


def require_may_found_list(*, by: Actor, organ: UUID, name: str, side: str) -> list[str]:
    """可否建立清单 Whoever keeps or publishes lists of the organ; the name is not taken there."""
    organ_row(organ)
    require_power(by, organ, EDIT, PUBLISH)
    require_filled(name=name)
    require_length(120, name=name)
    require_choice("side", side, ListSide.values)
    if DutyList.objects.filter(organ=organ, name=name.strip()).exists():
        raise WrongState("duties.list-once", f"已有名为“{name.strip()}”的清单", fields={"name": "名称已有"})
    return []


def require_may_publish_list(
    row: DutyList,
    *,
    by: Actor,
    status: str,
    basis: str,
    reason: str,
    since: date,
    items: Sequence[ItemDraft],
    dropped: Mapping[UUID, str],
    before: Mapping[UUID, DutyItem],
    last: ListVersion | None,
) -> list[str]:
    """可否发布版本 Basis named, versions in order, every item whole and once, every change explained (M77)."""
    require_power(by, row.organ, PUBLISH)
    require_choice("status", status, Status.values)
    cited = [judge("duties.basis-named", {"list": row.name, "basis": basis.strip() or None, "since": since})]
    if last is not None:
        require_filled(reason=reason)
        _require_later(last, since)
    _require_items(row, items)
    _require_once(items, before)
    _require_explained(items, dropped, before)
    return cited


def _require_later(last: ListVersion, since: date) -> None:
    if since < last.since:
        raise WrongState(
            "duties.versions-in-order",
            f"第{last.number}版自{last.since:%Y年%m月%d日}起施行，新版本不能更早",
            fields={"since": "不能早于上一版本"},
        )


def _require_items(row: DutyList, items: Sequence[ItemDraft]) -> None:
    if not items:
        raise BadInput("platform.input", "清单没有条目", fields={"items": "请写入条目"})
    if len(items) > MOST_ITEMS:
        raise BadInput("platform.too-large", f"一份清单最多{MOST_ITEMS}条")
    wrong = {f"item-{n}": words for n, item in enumerate(items, start=1) if (words := _fault(row, item))}
    if wrong:
        raise BadInput("platform.input", f"有{len(wrong)}条不完整", fields=wrong)


def fault(side: str, item: ItemDraft) -> str:
    """条目有何不妥 What is wrong with one item, "" when nothing; `side`: that of the list."""
    if not item.text.strip():
        return "请写明责任内容"
    if len(item.text) > 2000 or len(item.measure) > 1000 or len(item.threshold) > 200 or len(item.period) > 60:
        return "文字太长"
    if item.audience not in Audience.values:
        return "责任主体须为领导班子、主要负责人、班子成员或纪检监察机关"
    if item.side not in Side.values:
        return "责任类别须为主体责任或监督责任"
    if side not in (ListSide.BOTH, item.side):
        return "责任类别与清单不符"
    if any(kind not in EvidenceKind.values for kind in item.evidence):
        return "佐证种类不在可选项中"
    return ""


def _fault(row: DutyList, item: ItemDraft) -> str:
    return fault(row.side, item)


def _require_once(items: Sequence[ItemDraft], before: Mapping[UUID, DutyItem]) -> None:
    ids = [item.item for item in items if item.item]
    twice = {id for id in ids if ids.count(id) > 1}
    words = ["".join(item.text.split()) + item.audience for item in items]
    same = [n for n, text in enumerate(words, start=1) if words.index(text) != n - 1]
    if twice or same:
        raise WrongState(
            "duties.item-once", "同一责任在清单中出现两次", fields={f"item-{n}": "与前面的重复" for n in same}
        )
    if unknown := [id for id in ids if id not in before]:
        raise BadInput("platform.input", f"有{len(unknown)}条不是上一版本的条目", fields={"items": "请重新打开编辑页"})


def _require_explained(
    items: Sequence[ItemDraft], dropped: Mapping[UUID, str], before: Mapping[UUID, DutyItem]
) -> None:
    if not before:
        return
    unsaid = {
        f"item-{n}": "请写明新增或修改的理由"
        for n, item in enumerate(items, start=1)
        if not item.why.strip() and (item.item is None or differs(item, before[item.item]))
    }
    kept = {item.item for item in items}
    unsaid |= {f"drop-{id}": "请写明删除的理由" for id in before if id not in kept and not dropped.get(id, "").strip()}
    if unsaid:
        raise BadInput("duties.change-explained", "每一处变动都要写明理由", fields=unsaid)


def differs(item: ItemDraft, before: DutyItem) -> bool:
    """是否改动 Whether the item says anything else than before."""
    said = {name: getattr(before, name) for name in item.says()}
    return item.says() != {**said, "evidence": list(before.evidence)}


def require_may_adopt(row: DutyList, *, by: Actor, organ: UUID, since: date) -> list[str]:
    """可否适用 Whoever publishes lists at the organ that adopts it; once at a time."""
    organ_row(organ)
    require_power(by, organ, PUBLISH)
    if lists.last_version(row.pk) is None:
        raise WrongState("duties.list-published-first", "清单还没有发布任何版本", next_step="请先发布第一版")
    held = Adoption.objects.filter(list=row, organ=organ, until=None) | Adoption.objects.filter(
        on_day(since), list=row, organ=organ
    )
    if held.exists():
        raise WrongState("duties.adopted-once", "这份清单已在该单位适用", fields={"organ": "已适用"})
    return []


def require_may_lay_down(row: Adoption, *, by: Actor, until: date) -> list[str]:
    """可否停止适用 By whoever publishes lists at the organ."""
    require_power(by, row.organ, PUBLISH)
    _require_open(row, until)
    return []


def require_may_assign_item(row: DutyList, *, by: Actor, item: UUID, post: UUID, since: date) -> list[str]:
    """可否指定 An item of the list for a post of an organ where one publishes lists; not twice."""
    require_power(by, post_row(post).organ_id, PUBLISH, EDIT)
    version = lists.version_on(row.pk, since)
    if version is None or not any(line.item == item for line in lists.items_of(version.pk)):
        raise BadInput("platform.input", "所选条目不在当日施行的版本中", fields={"item": "请另选"})
    if Assignment.objects.filter(list=row, item=item, post=post, until=None).exists():
        raise WrongState("duties.adopted-once", "这一职务已指定承担该条目", fields={"post": "已指定"})
    return []


def require_may_take_back_item(row: Assignment, *, by: Actor, until: date) -> list[str]:
    """可否收回 By the same hands."""
    require_power(by, post_row(row.post).organ_id, PUBLISH, EDIT)
    _require_open(row, until)
    return []


def _require_open(row: Adoption | Assignment, until: date) -> None:
    if row.until is not None:
        raise WrongState("platform.wrong-state", "已经停止", next_step="请刷新页面看最新状态")
    if until < row.since:
        raise BadInput("platform.input", "停止的日期早于开始的日期", fields={"until": "不能早于开始"})

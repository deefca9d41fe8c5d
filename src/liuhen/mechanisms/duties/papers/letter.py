"""责任书打印 One letter, or many in one document: text, signatures, and the book's root as QR."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from liuhen.kit import clock
from liuhen.ledger import checkpoints, origins
from liuhen.mechanisms.duties.letter_terms import Kind, LetterSide
from liuhen.mechanisms.duties.letter_text import LETTER, PLEDGE
from liuhen.mechanisms.duties.models import Letter, LetterSignature
from liuhen.mechanisms.duties.reads.drawing import parted
from liuhen.organs.reads.staff import names, titles_of
from liuhen.organs.reads.tree import book_of
from liuhen.ui.paper import forms

__all__ = ["batch_form", "letter_form", "root_of"]

HINT = "扫码所得为存证簿检查点：日志名称、条数和根值。在系统“自行校验”页可核对本件的签名是否在簿。"
ON_PAPER = "本件为登记单：正文和签名在纸质原件上。"


def root_of(organ: UUID) -> str:
    """根值 The latest checkpoint of the book, as the QR code holds it; "" before the first."""
    row = checkpoints.latest(book_of(organ).origin, origins.INTERNAL)
    return f"liuhen:{row.origin}:{row.size}:{bytes(row.root).hex()}" if row else ""


def letter_form(row: Letter) -> forms.Letter:
    """责任书数据 What the printed letter is made of."""
    [form] = _forms([row])
    return {**form, "qr": root_of(row.organ)}


def batch_form(rows: Sequence[Letter], title: str) -> forms.Letters:
    """合订数据 Many letters, in the order given."""
    return {
        "title": title,
        "date": clock.local(clock.now()).date().isoformat(),
        "letters": _forms(rows),
        "qr": root_of(rows[0].organ),
    }


def _forms(rows: Sequence[Letter]) -> list[forms.Letter]:
    people = {person for row in rows for person in (row.upper, row.lower) if person}
    known = {id: name for part in parted(people) for id, name in names(part).items()}
    posts = {post for row in rows for post in (row.upper_post, row.lower_post) if post}
    titles = {id: title for part in parted(posts) for id, title in titles_of(part).items()}
    signed: dict[UUID, list[LetterSignature]] = {}
    for part in parted({row.pk for row in rows}):
        for one in LetterSignature.objects.filter(letter__in=part):
            signed.setdefault(one.letter_id, []).append(one)
    return [_form(row, known, titles, signed.get(row.pk, [])) for row in rows]


def _form(
    row: Letter, known: dict[UUID, str], titles: dict[UUID, str], signed: Iterable[LetterSignature]
) -> forms.Letter:
    title, duties, closing = _read(row)
    return {
        "title": title,
        "date": (row.signed_on or row.drawn_on).isoformat(),
        "parties": _parties(row, known, titles, list(signed)),
        "duties": duties,
        "term": f"{row.year}年1月1日至{row.year}年12月31日",
        "closing": closing,
        "hint": HINT,
    }


def _read(row: Letter) -> tuple[str, list[str], str]:
    """Title, numbered lines and the rest of the text as it was signed; of a paper letter, where it lies."""
    text = row.words.text
    if not text:
        word = PLEDGE if row.kind == Kind.PLEDGE else LETTER
        return f"{row.year}年度{word}", [f"归档号：{row.words.archive or '未知'}"], ON_PAPER
    title, *lines = text.split("\n")
    duties = [line.split(". ", 1)[1] for line in lines if line.split(". ", 1)[0].isdigit()]
    duties += [line for line in lines if line.startswith("任务")]
    closing = lines[-1] if not lines[-1].startswith("期限：") else ""
    return title, duties, closing


def _parties(
    row: Letter, known: dict[UUID, str], titles: dict[UUID, str], signed: Sequence[LetterSignature]
) -> list[forms.Party]:
    sides = [(LetterSide.UPPER, "上级", row.upper, row.upper_post, row.upper_on)] if row.upper else []
    role = "承诺人" if row.kind == Kind.PLEDGE else "责任人"
    sides.append((LetterSide.LOWER, role, row.lower, row.lower_post, row.lower_on))
    found: list[forms.Party] = []
    for side, word, person, post, on in sides:
        assert person is not None
        party: forms.Party = {"role": word, "name": known.get(person, "未知")}
        if post and post in titles:
            party["post"] = titles[post]
        if on is not None:
            entry = next((one for one in signed if one.side == side and not one.confirms), None)
            party["at"] = f"{clock.local(entry.at):%Y年%-m月%-d日 %H:%M}" if entry else f"{on:%Y年%-m月%-d日}（纸面）"
        found.append(party)
    return found

"""称呼 How a kind of record is called on the screen: the first word of its class."""

from __future__ import annotations

from liuhen.ledger.records import record_classes


def title_of(kind: str) -> str:
    """表单名 The Chinese term of the record class; its kind when the class is not known here."""
    cls = record_classes().get(kind)
    return (cls.__doc__ or kind).split(maxsplit=1)[0] if cls else kind

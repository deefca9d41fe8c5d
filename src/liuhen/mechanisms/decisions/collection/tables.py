"""采集表 Rows under the collection's own tags, written as XML and as Excel.

A value is text; or, under a tag ending in `_list`, the rows (or texts) below it, each with its tag. The tags are the
collection's; the envelope around them is set by whoever receives the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from liuhen.ui import sheets

Row = Mapping[str, object]

MATTERS, REGULATIONS, MEETINGS = "0004", "0005", "0006"
"""业务代码 事项清单, 制度, 会议."""

HEADINGS = {
    "item_id": "事项编号", "item_name": "事项名称", "item_code": "事项编码", "item_meeting_list": "决策会议次序",
    "legal_flag": "需经法律审核", "remark": "备注", "oper_type": "操作类型", "regulation_id": "制度编号",
    "regulation_name": "制度名称", "regulation_type_name": "制度类型", "approval_date": "审批日期",
    "effective_date": "生效日期", "audit_flag": "合法审查", "rate": "出席人数占比", "vote_mode_list": "表决方式",
    "meeting_id": "会议编号", "meeting_name": "会议名称", "meeting_type_name": "会议类型", "meeting_time": "会议时间",
    "moderator": "主持人", "attendee_list": "参会人员", "subject_list": "议题", "subject_id": "议题编号",
    "subject_name": "议题名称", "source_name": "任务来源", "special_name": "专项", "item_list": "事项编码",
    "pass_flag": "是否通过", "approval_flag": "审批备案", "adopt_flag": "是否听取意见", "subject_result": "决议",
    "relation_list": "关联议题", "attendance_list": "列席人员", "deliberation_list": "审议情况",
    "payUnitName": "付款单位", "receiveUnitName": "收款单位", "amount": "金额（元）", "amountPurpose": "用途",
    "topicCode": "所依据的议题", "payDate": "付款日期",
}  # fmt: skip


def xml_of(code: str, tag: str, rows: Sequence[Row]) -> bytes:
    """写 XML All rows of one business code, indented, UTF-8."""
    root = ElementTree.Element(f"{tag}_list", {"business_code": code})
    for row in rows:
        _fill(ElementTree.SubElement(root, tag), row)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _fill(parent: ElementTree.Element, row: Row) -> None:
    for tag, value in row.items():
        child = ElementTree.SubElement(parent, tag)
        if isinstance(value, str):
            child.text = value
            continue
        assert isinstance(value, Sequence)
        for under, one in value:
            if isinstance(one, str):
                ElementTree.SubElement(child, under).text = one
            else:
                _fill(ElementTree.SubElement(child, under), one)


def sheet_of(rows: Sequence[Row], title: str) -> bytes:
    """写 Excel One line a row; what is below a row stands in one cell, separated by 、 and ；."""
    columns = [sheets.Column(tag, f"{HEADINGS.get(tag, tag)}（{tag}）") for tag in (rows[0] if rows else {})]
    return sheets.write(columns, [{tag: _flat(value) for tag, value in row.items()} for row in rows], title=title)


def _flat(value: object) -> str:
    if isinstance(value, str):
        return value
    assert isinstance(value, Sequence)
    below = [one if isinstance(one, str) else "、".join(_flat(part) for part in one.values()) for _, one in value]
    return "；".join(below)

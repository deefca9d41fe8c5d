"""样例 A county standing committee's meeting, with nine members, three items, dissent and gaps; names invented."""

from __future__ import annotations

from typing import Any

NAMES = ["王建国", "李淑芬", "张燚", "赵喆", "钱翀", "孙堃", "周敏", "吴晓东", "郑海涛"]
BODY = "中共示例县委常委会"


def minutes(**changes: Any) -> dict[str, Any]:
    """会议纪要"""
    sections = [
        {
            "heading": "审议《城区老旧小区改造项目实施方案》",
            "paragraphs": [
                {
                    "label": "动议与前置程序。",
                    "text": "初始动议人为副县长李淑芬（签名：2026年11月3日）。"
                    "已履行公众参与（公开征求意见30日）、专家论证、风险评估、合法性审查程序，合法性审查意见为“合法”。",
                },
                {
                    "label": "讨论与表态。",
                    "text": "赵喆不同意，理由为资金来源未落实；张燚同意；县委书记最后表态，同意。",
                },
                {"label": "表决。", "text": "发出表决票9张，收回9张，有效票9张。同意7票，反对1票，弃权1票，决议通过。"},
            ],
        },
        {"heading": "通报应急处置事项", "paragraphs": [{"text": "会议听取了应急处置情况通报。"}]},
    ]
    data = {
        "issuing_body": BODY,
        "number": "〔2026〕7号",
        "title": "县委常委会第7次会议纪要",
        "date": "2026-11-20",
        "intro": "2026年11月20日，县委书记主持召开县委常委会会议，应到11人，实到9人，符合召开条件。现纪要如下：",
        "sections": sections,
        "present": NAMES,
        "absent": ["冯远（出差）", "陈立（病假）"],
        "observers": ["县人大常委会主任褚明"],
        "distribution": ["县委常委", "县人大常委会", "县政府", "县政协"],
        "printed_by": "中共示例县委办公室",
        "printed_on": "2026-11-22",
        "marks": ["未录音10分钟，自10时20分至10时30分，录音设备断电"],
    }
    return data | changes

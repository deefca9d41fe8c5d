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


def seal(n: int) -> dict[str, Any]:
    """存证标识"""
    return {"index": 1280 + n, "leaf": f"{n * 7919:08x}"}


def opinion(n: int, stance: str = "同意", words: str = "", **more: Any) -> dict[str, Any]:
    """表态 of the n-th member, counted from 1."""
    line = {"name": NAMES[(n - 1) % len(NAMES)], "post": "县委常委", "stance": stance, "words": words}
    return line | {"at": f"11月20日 09:{n % 60:02}", "recorded": f"11月20日 09:{n % 60:02}", "proof": seal(n)} | more


def vote(**more: Any) -> dict[str, Any]:
    """表决"""
    counts = [
        {"label": "同意", "number": 7, "names": [*NAMES[:3], *NAMES[4:8]]},
        {"label": "不同意", "number": 1, "names": [NAMES[3]]},
        {"label": "弃权", "number": 1, "names": [NAMES[8]]},
    ]
    line = {"mode": "记名投票", "counts": counts, "result": "通过", "proof": seal(40)}
    line |= {"roll": "应到11人，实到9人，回避0人，参加表决9人", "base": "应到会成员11人"}
    line |= {"threshold": "赞成票超过应到会人数的二分之一", "rule": "县委常委会议事规则（2026年1月1日起施行）"}
    return line | {"computation": "7×2＝14＞11×1＝11，成立"} | more


def record(**changes: Any) -> dict[str, Any]:
    """会议记录 Nine members, three items, dissent, a recusal and gaps."""
    long = "资金来源没有落实，本级财政今年可用财力已经安排完毕，建议待上级补助明确后再上会；不赞成边开工边找钱。"
    opinions = [opinion(n) for n in range(2, 10)]
    opinions[2] = opinion(4, "不同意", long)
    opinions[7] = opinion(9, "弃权", "情况不够了解。")
    opinions.append(opinion(10, "同意", "综合各位意见，同意提交表决。", note="末位表态"))
    items = [
        {
            "title": "审议《城区老旧小区改造项目实施方案》",
            "reporter": "县政府副县长李淑芬",
            "report": "项目涉及12个小区、3860户，总投资2.3亿元。前置程序均已完成，合法性审查意见为“合法”。",
            "opinions": opinions,
            "discussion": ["讨论中，张燚建议分两期实施，第一期先做6个小区。多数成员赞成分期。"],
            "vote": vote(),
            "outcome": "原则通过，按讨论意见修改后印发，修改前后文本一并封存。",
            "gaps": ["10时20分至10时30分未录音，录音设备断电"],
        },
        {
            "title": "研究县属国有企业资产处置事项",
            "report": "拟公开挂牌转让县印刷厂闲置厂房。",
            "reporter": "县财政局局长何平",
            "recusals": [{"name": "周敏", "note": "配偶在竞买单位任职"}],
            "quorum": "本议题应到11人，实到8人，超过半数。",
            "opinions": [opinion(n, "缓议" if n % 2 else "同意") for n in (2, 3, 4, 5, 6, 8, 9, 10)],
            "vote": None,
            "outcome": "缓议，分歧较大，2026年12月31日前再次提请。",
        },
        {"title": "通报应急处置事项", "report": "通报11月12日暴雨应急决策。", "opinions": [], "gaps": ["补记逾期1日"]},
    ]
    signatures = [
        {"name": NAMES[0], "post": "县委书记", "state": "confirmed", "at": "11月20日 18:02", "proof": seal(51)},
        {
            "name": NAMES[3],
            "state": "corrected",
            "note": "“找钱”改为“筹措资金”",
            "at": "11月21日 09:15",
            "proof": seal(52),
        },
        *({"name": n, "state": "confirmed", "at": "11月20日 18:30", "proof": seal(53)} for n in NAMES[4:8]),
        {"name": NAMES[8], "state": "unconfirmed"},
    ]
    data = {
        "body": BODY,
        "title": "县委常委会第7次会议记录",
        "number": "〔2026〕第7次",
        "date": "2026-11-20",
        "time": "09:00–11:40",
        "place": "县委常委会会议室",
        "chair": "王建国（县委书记）",
        "recorder": "沈静（县委办公室）",
        "due": 11,
        "arrived": 9,
        "present": [{"name": n} for n in NAMES],
        "leave": [{"name": "冯远", "note": "出差"}, {"name": "陈立", "note": "病假"}],
        "observers": [{"name": "褚明", "post": "县人大常委会主任"}],
        "quorum": "应到11人，实到9人，超过半数，符合召开条件。",
        "recording": "全程录音，中断10分钟。",
        "gaps": ["会议通知送达冯远的回执未收到"],
        "items": items,
        "signatures": signatures,
        "verification": {"root": "9f3c2ab1" * 8, "entry": "第1342条", "origin": "示例县存证簿"},
        "qr": "liuhen:9f3c2ab1",
    }
    return data | changes


def dossier(**changes: Any) -> dict[str, Any]:
    """决策档案"""

    def line(n: int, text: str, **more: Any) -> dict[str, Any]:
        times = {"at": f"2026-11-03 09:{n:02}", "recorded": f"2026-11-03 09:{n:02}"}
        return {"text": text, "proof": seal(n)} | times | more

    gates = {"columns": ["程序", "状态", "依据材料", "责任人"], "widths": [2, 1, 4, 2]}
    gates["rows"] = [
        ["公众参与", "已完成", "公开征求意见30日，收到意见86条", "县住建局"],
        ["专家论证", "已完成", "论证意见（5人署名）", "县住建局"],
        ["合法性审查", "已完成", "意见书：合法", "县司法局"],
        ["公平竞争审查", "不适用", "不涉及经营者经济活动", "县市场监管局"],
    ]
    sitting = [line(9, "应到11人，实到9人，符合召开条件。", label="到会")]
    sitting.append({"text": "10时20分至10时30分未录音，录音设备断电", "gap": True, "proof": seal(11)})
    parts = [
        {"heading": "动议", "lines": [line(1, "副县长李淑芬提议并签名。来源：部门报请（县住建局）。", label="动议人")]},
        {"heading": "自查", "lines": [line(2, "四问均已作答，未发现应当回避而未回避的情形。")]},
        {"heading": "前置程序", "table": gates},
        {
            "heading": "材料",
            "lines": [line(7, "《实施方案》送审稿，SHA-256 1f2e3d4c…，已送达10人，1人未回执。", label="材料一")],
        },
        {"heading": "会议", "lines": sitting},
        {"heading": "表态", "opinions": record()["items"][0]["opinions"]},
        {"heading": "表决与计算", "vote": vote()},
        {"heading": "决议", "lines": [line(41, "原则通过，分两期实施。", label="决议")]},
        {"heading": "执行", "not_reached": True},
        {"heading": "结果查究", "not_reached": True},
    ]
    kinds = ["初始动议已起草", "自查已作答", "表态已签名", "表决已计算"]
    entries = [
        {
            "index": 1280 + n,
            "kind": kinds[n % 4],
            "at": f"2026-11-20 09:{n:02}:07",
            "actor": "县委常委",
            "hash": f"{n:016x}",
        }
        for n in range(45)
    ]
    how = ["取得本档案的PDF内嵌数据与校验程序 verify.py。", "运行校验程序，核对存证根与本页所载是否一致。"]
    data = {
        "body": BODY,
        "title": "城区老旧小区改造项目实施方案",
        "number": "2026-常委会-0007-01",
        "date": "2026-11-20",
        "mover": "李淑芬（县政府副县长）",
        "outcome": "原则通过",
        "parts": parts,
        "entries": entries,
        "gaps": ["10时20分至10时30分未录音，录音设备断电", "1名成员未确认会议记录"],
        "verification": {"root": "9f3c2ab1" * 8, "entry": "第1342条", "origin": "示例县存证簿", "how": how},
        "qr": "liuhen:" + "9f3c2ab1" * 8,
    }
    return data | changes


def letter(**changes: Any) -> dict[str, Any]:
    """责任书"""
    parties = [
        {
            "role": "责任单位",
            "name": "中共示例县委",
            "post": "书记王建国",
            "at": "2026年3月1日 10:02",
            "proof": seal(3),
        },
        {"role": "责任人", "name": "李淑芬", "post": "副县长"},
    ]
    duties = [
        "履行分管领域党风廉政建设“一岗双责”。",
        "每半年向县委常委会报告一次履责情况。",
        "对分管单位主要负责人开展提醒谈话。",
    ]
    data = {"title": "2026年度党风廉政建设责任书", "date": "2026-03-01", "parties": parties, "duties": duties}
    data |= {"intro": "根据党风廉政建设责任制规定，签订本责任书。", "term": "2026年1月1日至12月31日。"}
    return data | {"qr": "liuhen:letter", "hint": "扫码核对本责任书的签署与履行记载。"} | changes

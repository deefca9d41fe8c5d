"""议题文本 What the motions of the story say. Works, sums and papers are made up."""

from __future__ import annotations

from typing import Any

Matter = dict[str, Any]

NORTH: Matter = {
    "title": "关于实施城北棚户区改造二期安置房建设的议题",
    "text": "拟实施城北棚户区改造二期安置房建设，新建安置房四百二十套，总建筑面积四万一千平方米，总投资三千二百万元，"
    "资金由区级财政统筹二千万元、专项债一千二百万元。计划明年三月开工，由区住建委组织实施，工程以公开招标方式发包。",
    "category": "works",
    "kind": "project",
    "source": "department",
    "source_detail": "区住建委请示〔2026〕18号",
    "amount_fen": 3_200_000_000,
}
NORTH_FIRST_TEXT = (
    "拟实施城北棚户区改造二期安置房建设，新建安置房四百二十套，总投资三千二百万元，由区级财政统筹安排。"
    "计划明年三月开工，由区住建委组织实施。"
)

PLOT: Matter = {
    "title": "关于协议处置花乡地块旧厂房资产的议题",
    "text": "花乡地块旧厂房建筑面积六千二百平方米，闲置四年。拟以评估价四百六十万元协议转让，所得缴入区级国库。",
    "category": "assets",
    "kind": "matter",
    "source": "department",
    "source_detail": "区财政局请示〔2026〕31号",
    "amount_fen": 460_000_000,
}

PARK: Matter = {
    "title": "关于科技园区企业租金减免政策的议题",
    "text": "拟对入驻科技园区满一年的企业减免次年租金百分之三十，预计年减收八百五十万元，试行两年。",
    "category": "benefits",
    "kind": "matter",
    "source": "leader",
    "source_detail": "区政府专题会议交办（区长）",
    "amount_fen": 850_000_000,
}

CANTEEN: Matter = {
    "title": "关于修缮丰台街道老年餐桌的议题",
    "text": "辖区三处老年餐桌设施老化。拟安排四十六万元用于厨房改造和消防整改，由街道综合保障部门组织，两个月内完成。",
    "category": "funds",
    "kind": "money",
    "source": "delegate",
    "source_detail": "街道人大代表建议第7号",
    "amount_fen": 46_000_000,
}

GREENWAY: Matter = {
    "title": "关于安排永定河西岸绿道养护经费的议题",
    "text": "绿道二期移交后需安排年度养护经费一百八十六万元，拟从区级城市维护费中列支，由区水务局按季度考核支付。",
    "category": "funds",
    "kind": "money",
    "source": "department",
    "source_detail": "区水务局请示〔2026〕9号",
    "amount_fen": 186_000_000,
}

SCHOOL: Matter = {
    "title": "关于新建南苑小学教学楼的议题",
    "text": "南苑片区学位缺口三百六十个。拟新建教学楼一栋，建筑面积八千四百平方米，总投资五千一百万元，"
    "由区教委组织，区住建委代建，计划次年九月投入使用。",
    "category": "works",
    "kind": "project",
    "source": "public",
    "source_detail": "市民热线办件汇总第44期",
    "amount_fen": 5_100_000_000,
}

FOUNTAIN: Matter = {
    "title": "关于在区政府广场建设音乐喷泉的议题",
    "text": "拟投资二百八十万元，在区政府广场建设音乐喷泉一座。",
    "category": "works",
    "kind": "project",
    "source": "own",
    "source_detail": "本人提出",
    "amount_fen": 280_000_000,
}

TAX: Matter = {
    "title": "关于向招商企业返还税收地方留成的议题",
    "text": "拟对年纳税一千万元以上的新引进企业，按地方留成的百分之五十返还，连续三年。",
    "category": "benefits",
    "kind": "matter",
    "source": "department",
    "source_detail": "区投资促进中心请示〔2026〕5号",
    "amount_fen": 2_000_000_000,
}

BRIDGE: Matter = {
    "title": "关于丰北路人行天桥加装电梯的议题",
    "text": "丰北路两座人行天桥加装无障碍电梯四部，总投资六百二十万元，由区住建委组织实施，年内完成。",
    "category": "works",
    "kind": "project",
    "source": "public",
    "source_detail": "群众来信汇总第12期",
    "amount_fen": 620_000_000,
}

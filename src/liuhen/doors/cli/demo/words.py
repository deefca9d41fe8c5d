"""演示用语 What the demo shows to everybody who tries it. Needs no Django: the demo's settings read it."""

PIN = "135791"
"""演示口令 The PIN of every person of the demo; a PIN signs 三重一大 nowhere else."""

PASSWORD = "liuhen-yanshi-2026"
"""演示密码 The password of every account of the demo, for whoever does not use the one-click log-in."""

ROLES = {
    "party-secretary": "区委书记",
    "deputy-secretary": "区委副书记",
    "executive-deputy": "常务副区长",
    "discipline-secretary": "区纪委书记",
    "organisation-head": "组织部部长",
    "recorder": "区委办秘书（记录员）",
    "stationed-leader": "派驻组长",
    "legal-reviewer": "合法性审查",
    "finance-head": "财政局长",
    "archivist": "档案管理员",
    "street-secretary": "街道书记",
    "system-administrator": "系统管理员",
    "audit-administrator": "审计管理员",
    "security-administrator": "安全保密管理员",
    "district-head": "区长",
    "united-front-head": "统战部部长",
    "politics-law-head": "政法委书记",
    "office-head": "区委办公室主任",
    "publicity-head": "宣传部部长",
    "armed-forces": "人武部政委",
    "government-recorder": "区政府办秘书（记录员）",
    "street-recorder": "街道秘书（记录员）",
    "street-deputy": "街道党工委副书记",
    "discipline-officer": "监督检查室",
    "rules-officer": "规则管理员",
    "rules-approver": "规则复核员",
    "personnel-officer": "组织部干部科",
}
"""演示角色 One-click log-ins, in the order in which they are offered: who of the cast, under which label."""

"""用语 The closed lists of the decision trace. The words are the field's own; the codes are what the book holds."""

from django.db.models import TextChoices


class Category(TextChoices):
    """适用领域 The article's seven fields and its open end 「等相關領域」 (M41)."""

    WORKS = "works", "工程建设"
    PERSONNEL = "personnel", "人事任免"
    FUNDS = "funds", "资金使用"
    ASSETS = "assets", "资产处置"
    BENEFITS = "benefits", "政策优惠"
    TRAVEL = "travel", "出差出国（境）"
    RURAL = "rural", "农村“三资”管理"
    OTHER = "other", "其他重大事项"


class Kind(TextChoices):
    """三重一大 The four kinds of M57, or none."""

    NONE = "", "非“三重一大”"
    MATTER = "matter", "重大事项决策"
    APPOINTMENT = "appointment", "重要干部任免"
    PROJECT = "project", "重要项目安排"
    MONEY = "money", "大额资金使用"


class Source(TextChoices):
    """事项来源 Where a matter came from; the person or paper behind it is named."""

    SUPERIOR = "superior", "上级部署"
    DEPARTMENT = "department", "部门报请"
    LEADER = "leader", "领导交办"
    DELEGATE = "delegate", "代表建议"
    PUBLIC = "public", "群众反映"
    OWN = "own", "本人提出"


class Stance(TextChoices):
    """表态 The closed set of explicit opinions (M39). 回避 is declared before and is not one."""

    AGREE = "agree", "同意"
    DISAGREE = "disagree", "不同意"
    DEFER = "defer", "缓议"
    ABSTAIN = "abstain", "弃权"
    RESERVE = "reserve", "保留意见"


class Choice(TextChoices):
    """表决 A vote; it is a record apart from the opinion."""

    FOR = "for", "赞成"
    AGAINST = "against", "反对"
    ABSTAIN = "abstain", "弃权"


class Ending(TextChoices):
    """结束方式 The five ways in which every attendee ends on an item."""

    GIVEN = "given", "已表态"
    REFUSED = "refused", "拒绝签名"
    SILENT = "silent", "未表态"
    RECUSED = "recused", "回避"
    LEFT = "left", "中途离席"


class Gate(TextChoices):
    """前置程序 The procedures before a meeting (D2)."""

    CONSULTATION = "consultation", "酝酿"
    OPINIONS = "opinions", "征求意见"
    PUBLIC = "public", "公众参与"
    HEARING = "hearing", "听证"
    EXPERTS = "experts", "专家论证"
    RISK = "risk", "风险评估"
    COMPETITION = "competition", "公平竞争审查"
    LEGAL = "legal", "合法性审查"
    PARTY = "party", "党委前置研究"
    FINANCE = "finance", "财政评估"


class GateResult(TextChoices):
    """前置程序结果 How a gate ended."""

    DONE = "done", "已履行"
    NOT_APPLICABLE = "not-applicable", "不适用"
    SHORTENED = "shortened", "缩短期限"


class LegalOpinion(TextChoices):
    """合法性审查意见 What the reviewer found."""

    NONE = "", "—"
    LAWFUL = "lawful", "合法"
    UNLAWFUL = "unlawful", "不合法"
    EXPLORING = "exploring", "探索性改革已书面提示风险"


class Outcome(TextChoices):
    """议决结果 How an item ends."""

    PASSED = "passed", "通过"
    REJECTED = "rejected", "否决"
    DEFERRED = "deferred", "缓议"
    IN_PRINCIPLE = "in-principle", "原则通过"
    WITHDRAWN = "withdrawn", "撤回"


class Mode(TextChoices):
    """表决方式 How votes are given."""

    NAMED = "named", "记名表决"
    SHOW_OF_HANDS = "hands", "举手表决"
    ORAL = "oral", "口头表决"
    SECRET_PAPER = "secret-paper", "无记名（纸质票）"


class ObjectionKind(TextChoices):
    """异议 The two objections anyone present may lodge."""

    TONE = "tone", "“定调”异议"
    COMPLIANCE = "compliance", "合规性异议"


class Presence(TextChoices):
    """到会情况 Where a member of the body is, for one meeting."""

    PRESENT = "present", "到会"
    LEAVE = "leave", "请假"
    ABSENT = "absent", "缺席"
    LEFT = "left", "已离席"


class Capacity(TextChoices):
    """到会身份 As what somebody sits in the room. 列席 speak without stance."""

    MEMBER = "member", "出席"
    OBSERVER = "observer", "列席"


class Role(TextChoices):
    """班子角色 A member's role in the body on that day."""

    CHIEF = "chief", "主要负责人"
    DEPUTY = "deputy", "副职"
    MEMBER = "member", "成员"


class Consequence(TextChoices):
    """后果 What came of a decision, entered from outside."""

    PAYMENT = "payment", "付款"
    CONTRACT = "contract", "合同"
    RESULT = "result", "结果"
    LOSS = "loss", "损失"


class Via(TextChoices):
    """入簿途径 By whose hand an act came into the book."""

    SEAT = "seat", "本人在参会端"
    PAPER = "paper", "纸面签名，记录人录入"

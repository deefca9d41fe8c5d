"""文字部件 The written parts every document of the rulebook shares: titles, sources, quotations."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

ARTICLES = {"daxing": "S0", "fengtai": "S0", "miyun": "S0", "xuancheng": "S3"}
ARTICLE_FILES = {"S0": "000_a96f8269871733e7.txt", "S3": "003_0dd6ed96f68319bd.txt"}
ARTICLE_NAMES = {
    "daxing": "大兴区“决策留痕”",
    "fengtai": "丰台区廉政“责任清单”",
    "miyun": "密云县“治官之官”异地任职",
    "xuancheng": "宣城市“一把手”权力监督实践探索与思考",
    "platform": "本平台规则",
}
SourceName = Literal["daxing", "fengtai", "miyun", "xuancheng", "law", "local", "platform"]


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Many = Annotated[list[str], BeforeValidator(_one_or_many)]


class Part(BaseModel):
    """部件 Frozen, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(Part):
    """标题 Chinese first; English beside it."""

    zh: str = Field(alias="zh-Hans", min_length=2)
    en: str = Field(min_length=2)


class Chinese(Part):
    """中文文句 One text in zh-Hans."""

    zh: str = Field(alias="zh-Hans", min_length=2)


class Basis(Part):
    """依据 A verbatim quotation of an article, or a reference to a law or local rule with its badge.

    `verified` says whether the text was read in its source; a reference from memory reads "unverified".
    """

    source: SourceName
    quote: str = ""
    reference: str = ""
    verified: bool | None = None

    @model_validator(mode="after")
    def complete(self) -> Basis:
        if self.is_article and (not self.quote or self.reference or self.verified is not None):
            raise ValueError("an article is quoted, word for word, and needs no reference or badge")
        if self.source in ("law", "local") and (not self.reference or self.verified is None):
            raise ValueError("a law or local rule carries a reference and verified: true or false")
        if self.source == "platform" and (not self.quote or self.verified is not None):
            raise ValueError("a platform rule gives its own sentence as quote")
        return self

    @property
    def is_article(self) -> bool:
        """出自文章 Whether the two source articles say it."""
        return self.source in ARTICLES

    @property
    def name(self) -> str:
        """出处 The article, law or local rule by name."""
        return self.reference or ARTICLE_NAMES[self.source]

    @property
    def badge(self) -> str:
        """核验标记 原文 for an article, 已核 or 未核 for a reference, 本平台 for our own."""
        if self.is_article:
            return "原文"
        return {True: "已核", False: "未核", None: "本平台"}[self.verified]

"""显示格式 How instants, money, digests and unknown values are written on a page.

Instants come in UTC and are shown in Asia/Shanghai; money comes in 分. An unknown value reads 未知, never 0.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from liuhen.kit import clock, money

NBSP = "\u00a0"


def unknown() -> str:
    """未知 What a missing value is called."""
    return _("未知")


def day(value: date | datetime | None) -> str:
    """日期 A day as 2026年11月22日; an instant is first moved to Shanghai."""
    if value is None:
        return unknown()
    if isinstance(value, datetime):
        value = clock.local(_aware(value)).date()
    return _("{year}年{month}月{day}日").format(
        year=value.year, month=value.month, day=value.day, month2=f"{value.month:02d}", day2=f"{value.day:02d}"
    )


def hour(value: datetime | None) -> str:
    """时分 The time of day in Shanghai, 10:45."""
    return unknown() if value is None else f"{clock.local(_aware(value)):%H:%M}"


def when(value: datetime | date | None) -> str:
    """时间 An instant as 2026年11月22日 10:45 (Shanghai)."""
    if value is None:
        return unknown()
    if not isinstance(value, datetime):
        return day(value)
    return f"{day(value)} {hour(value)}"


def yuan(fen: int | None) -> str:
    """元 Money in 分 as text in 元, the unit kept on the same line."""
    return unknown() if fen is None else f"{money.yuan(fen)}{NBSP}{_('元')}"


def count(value: int | None) -> str:
    """数目 A whole number with thousands separators."""
    return unknown() if value is None else f"{value:,}"


def short(digest: str | bytes | None, ends: int = 4) -> str:
    """短摘要 The first and last characters of a digest: 9f3c…a1e7."""
    if not digest:
        return unknown()
    text = digest.hex() if isinstance(digest, bytes) else str(digest)
    return text if len(text) <= 2 * ends + 1 else f"{text[:ends]}…{text[-ends:]}"


def size(octets: int | None) -> str:
    """大小 The size of a file in B, KB, MB or GB (1 KB = 1024 B)."""
    if octets is None:
        return unknown()
    if octets < 1024:
        return f"{octets}{NBSP}B"
    kilo = octets / 1024
    if kilo < 1024:
        return f"{kilo:.0f}{NBSP}KB"
    return f"{kilo / 1024:.1f}{NBSP}MB" if kilo < 1024**2 else f"{kilo / 1024**2:.1f}{NBSP}GB"


def span(length: timedelta) -> str:
    """时长 A length of time in its two largest units: 1 天 22 小时."""
    minutes = int(abs(length).total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return _("{days} 天 {hours} 小时").format(days=days, hours=hours) if hours else _("{days} 天").format(days=days)
    if hours:
        return _("{hours} 小时 {minutes} 分").format(hours=hours, minutes=rest)
    return _("{minutes} 分钟").format(minutes=rest) if minutes else _("不到 1 分钟")


def gap(occurred: datetime, recorded: datetime) -> str:
    """时差 How long after it happened a fact was recorded; empty below one minute."""
    late = _aware(recorded) - _aware(occurred)
    return "" if late < timedelta(minutes=1) else _("隔 {span} 入账").format(span=span(late))


def ago(value: datetime | timedelta | None) -> str:
    """距今 How long ago an instant was, by the product's clock; an age is taken as it is."""
    if value is None:
        return unknown()
    age = value if isinstance(value, timedelta) else clock.now() - _aware(value)
    return _("{span}前").format(span=span(age))


def iso(value: datetime) -> str:
    """机读时间 The instant for the `datetime` attribute of a time element."""
    return clock.rfc3339(_aware(value))


def _aware(value: datetime) -> datetime:
    """带时区 Tables hold UTC; a naive value from one of them is read as UTC."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


ALL = {f.__name__: f for f in (ago, count, day, gap, hour, iso, short, size, span, when, yuan)}

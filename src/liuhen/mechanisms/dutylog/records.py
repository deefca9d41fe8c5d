"""全程记实的记录 Lines that no other record gives, and the monthly sample of all of them."""

from __future__ import annotations

from uuid import UUID

from liuhen.ledger.records import Record, internal, public, record, sealed

LINE = ("duty-line", "line")
SAMPLE = ("duty-sample", "sample")
QUESTION = ("line-question", "question")


@record("dutylog.manual-line-written/1", log="internal", subject=LINE)
class ManualLineWritten(Record):
    """补记一行 A leader writes down himself what no record shows; it stays visible that he did (M71).

    When it happened is the entry's own second clock. `item`: the duty it serves, if he names one.
    """

    line: UUID = public()
    person: UUID = public()
    organ: UUID = public()
    category: str = public()
    evidence: str = public()
    item: UUID | None = public()
    words: str = internal(about="person")
    place: str = internal(about="person")
    company: str = internal(about="person")
    outcome: str = internal(about="person")


@record("dutylog.line-corrected/1", log="internal", subject=LINE)
class LineCorrected(Record):
    """更正一行 The person adds to a line what was wrong or missing in it; the line itself stays (M71)."""

    line: UUID = public()
    person: UUID = public()
    words: str = internal(about="person")


@record("dutylog.sample-seed-committed/1", log="public", subject=SAMPLE)
class SampleSeedCommitted(Record):
    """承诺种子 One share of a month's seed is fixed by its digest before the month ends (M72).

    The share itself lies in the vault; nobody opens it before the population is frozen, not even whoever gave it.
    """

    sample: UUID = public()
    share: UUID = public()
    organ: UUID = public()
    month: str = public()
    commitment: str = public()
    seed: str = sealed(held_by="sample")


@record("dutylog.sample-pool-frozen/1", log="public", subject=SAMPLE, releases="sample")
class SamplePoolFrozen(Record):
    """总体封定 The lines of the month, by number and digest; from here on the shares of the seed may be opened."""

    sample: UUID = public()
    organ: UUID = public()
    month: str = public()
    count: int = public()
    population_sha256: str = public()


@record("dutylog.sample-drawn/1", log="public", subject=SAMPLE)
class SampleDrawn(Record):
    """抽取样本 The seed is told, and how many lines it draws; the file of the entry lets anybody draw them again."""

    sample: UUID = public()
    organ: UUID = public()
    month: str = public()
    shares: list[str] = public()
    seed: str = public()
    portion: str = public()
    count: int = public()
    file_sha256: str = public()


@record("dutylog.sample-listed/1", log="internal", subject=SAMPLE)
class SampleListed(Record):
    """样本清单 The lines drawn, in order, in portions that one entry can hold."""

    sample: UUID = public()
    first: int = public()
    lines: list[UUID] = public()


@record("dutylog.line-questioned/1", log="internal", subject=QUESTION)
class LineQuestioned(Record):
    """询问 The author of a line is asked about it, before anybody may call it untrue (M72)."""

    question: UUID = public()
    line: UUID = public()
    sample: UUID | None = public()
    person: UUID = public()
    words: str = internal(about="person")


@record("dutylog.line-answered/1", log="internal", subject=QUESTION)
class LineAnswered(Record):
    """说明 What the author says to it; attached, never edited by others."""

    question: UUID = public()
    person: UUID = public()
    words: str = internal(about="person")


@record("dutylog.line-checked/1", log="internal", subject=("line-check", "check"))
class LineChecked(Record):
    """核查 A line was compared with its source: true, not proven, or false (M72)."""

    check: UUID = public()
    line: UUID = public()
    sample: UUID | None = public()
    question: UUID | None = public()
    person: UUID = public()
    result: str = public()
    words: str = internal(about="person")

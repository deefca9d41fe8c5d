"""办理 Write and correct a line; commit to a seed, draw; ask, answer, check."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID

from liuhen.kit import clock
from liuhen.kit.ids import uuid7
from liuhen.ledger import files
from liuhen.ledger.book import Actor, Book, Entry, Writing
from liuhen.mechanisms.dutylog import draw, permits, records, sampling
from liuhen.mechanisms.dutylog.models import Sample
from liuhen.mechanisms.dutylog.reads import lines, samples
from liuhen.organs.reads.tree import book_of


def write_line(
    *,
    by: Actor,
    category: str,
    evidence: str,
    words: str,
    at: datetime | None = None,
    place: str = "",
    company: str = "",
    outcome: str = "",
    item: UUID | None = None,
    line: UUID | None = None,
) -> Entry:
    """补记 What no record shows, in one's own name; entered late it says how late."""
    others = {"place": place, "company": company, "outcome": outcome}
    permits.require_may_write(category=category, evidence=evidence, words=words, others=others, at=at)
    record = records.ManualLineWritten(
        line=line or uuid7(),
        person=by.person,
        organ=by.organ,
        category=category,
        evidence=evidence,
        item=item,
        words=words.strip(),
        **{name: value.strip() for name, value in others.items()},
    )
    return book_of(by.organ).append(record, by=by, at=at)


def correct_line(*, line: UUID, by: Actor, words: str) -> Entry:
    """更正 Adds to one's own line; the line itself stays as it is."""
    found = lines.get(line)
    permits.require_may_correct(found, by, words)
    record = records.LineCorrected(line=line, person=by.person, words=words.strip())
    return Book(found.book).append(record, by=by, organ=found.organ)


def commit_seed(*, organ: UUID, month: str, by: Actor, words: str = "") -> Entry:
    """承诺种子 A share of the seed of this month's sample goes into the vault, its digest into the public log."""
    sample, book = samples.id_of(organ, month), book_of(organ)
    with book.writing("duty-sample", sample):
        permits.require_may_commit(by, organ, month)
        share = sampling.new_share(words)
        record = records.SampleSeedCommitted(
            sample=sample,
            share=uuid7(),
            organ=organ,
            month=month,
            commitment=draw.commitment_of(share),
            seed=share,
        )
        return book.append(record, by=by, organ=organ)


def draw_sample(*, organ: UUID, month: str, by: Actor) -> Entry:
    """抽取 Freezes the population, opens the shares, draws, and writes down all three; returns the draw's entry."""
    book = book_of(organ)
    lines.catch_up(book.origin)
    with book.writing("duty-sample", samples.id_of(organ, month)):
        sample = permits.require_may_draw(by, organ, month)
        population = samples.population(organ, month)
        frozen = records.SamplePoolFrozen(
            sample=sample.pk,
            organ=organ,
            month=month,
            count=len(population),
            population_sha256=draw.population_sha256(population),
        )
        book.append(frozen, by=by, organ=organ)
        return _drawn(book, sample, population, by)


def question_line(*, line: UUID, by: Actor, words: str, sample: UUID | None = None) -> Entry:
    """询问 Asks the author before anything is concluded."""
    found = lines.get(line)
    with Book(found.book).writing("line-questions", line):
        permits.require_may_ask(by, found, words)
        record = records.LineQuestioned(
            question=uuid7(),
            line=line,
            sample=_sample_of(sample, line),
            person=found.person,
            words=words.strip(),
        )
        return Book(found.book).append(record, by=by, organ=found.organ)


def answer_question(*, question: UUID, by: Actor, words: str) -> Entry:
    """说明 What the author says; nobody edits it."""
    line = lines.get(samples.question(question).line)
    with Book(line.book).writing("line-question", question):
        permits.require_may_answer(by, samples.question(question), words)
        record = records.LineAnswered(question=question, person=by.person, words=words.strip())
        return Book(line.book).append(record, by=by, organ=line.organ)


def check_line(*, line: UUID, by: Actor, result: str, words: str = "", sample: UUID | None = None) -> Entry:
    """核查 True, not proven, or, after the author was heard, false."""
    found = lines.get(line)
    with Book(found.book).writing("line-questions", line):
        asked, rules = permits.require_may_check(by, found, result, words)
        record = records.LineChecked(
            check=uuid7(),
            line=line,
            sample=_sample_of(sample, line),
            question=asked.pk if asked else None,
            person=found.person,
            result=result,
            words=words.strip(),
        )
        return Book(found.book).append(record, by=by, organ=found.organ, rules=rules)


def _drawn(book: Book, sample: Sample, population: list[str], by: Actor) -> Entry:
    committed, now = samples.shares_of(sample.pk), clock.now()
    opened = book.open_many([one.entry for one in committed], "seed", by=by, purpose="总体封定后公开种子，抽取样本")
    portion = permits.portion_on(now)
    found = sampling.file_of(
        sample=sample.pk,
        organ=sample.organ,
        month=sample.month,
        month_ends=lines.ends(sample.month),
        committed=committed,
        shares=[str(opened[one.entry, "seed"]) for one in committed],
        population=population,
        portion=portion,
    )
    file = files.put(sampling.written(found), sampling.MEDIA)
    chosen = [UUID(line) for line in cast(list[str], found["lines"])]
    record = records.SampleDrawn(
        sample=sample.pk,
        organ=sample.organ,
        month=sample.month,
        shares=cast(list[str], found["shares"]),
        seed=str(found["seed"]),
        portion=portion,
        count=len(chosen),
        file_sha256=file.sha256,
    )
    parts = [
        records.SampleListed(sample=sample.pk, first=first, lines=chosen[first : first + sampling.PORTION])
        for first in range(0, len(chosen), sampling.PORTION)
    ]
    rules = permits.require_enough(len(population), len(chosen))
    entry, *_rest = book.append_many(
        [
            Writing(record, by, organ=sample.organ, files=[file], rules=rules),
            *(Writing(part, by, organ=sample.organ) for part in parts),
        ]
    )
    return entry


def _sample_of(sample: UUID | None, line: UUID) -> UUID | None:
    """Only a line that was drawn in it belongs to a sample."""
    return sample if sample and samples.is_drawn(sample, line) else None

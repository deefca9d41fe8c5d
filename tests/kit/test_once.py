"""A question is asked once within a reading, and never remembered beyond it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from liuhen.kit.once import once, reading


@pytest.fixture
def asked() -> list[tuple[int, int]]:
    return []


def test_within_a_reading_the_same_question_is_asked_once(asked: list[tuple[int, int]]) -> None:
    @once
    def ask(one: int, two: int = 0) -> int:
        asked.append((one, two))
        return one + two

    with reading():
        assert [ask(1), ask(1), ask(2), ask(1, two=3), ask(1, two=3)] == [1, 1, 2, 4, 4]
    assert asked == [(1, 0), (2, 0), (1, 3)]


def test_nothing_is_remembered_outside_a_reading_or_in_the_next(asked: list[tuple[int, int]]) -> None:
    @once
    def ask() -> None:
        asked.append((0, 0))

    ask()
    ask()
    for _ in range(2):
        with reading():
            ask()
    assert len(asked) == 4


def test_no_page_knows_what_another_was_told(asked: list[tuple[int, int]]) -> None:
    @once
    def ask() -> int:
        asked.append((0, 0))
        return len(asked)

    with reading(), ThreadPoolExecutor(1) as other:
        assert ask() == 1
        assert other.submit(ask).result() == 2


def test_a_refused_question_is_asked_again() -> None:
    answers = iter([ValueError("not yet"), "now"])

    @once
    def ask() -> str:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with reading():
        with pytest.raises(ValueError, match="not yet"):
            ask()
        assert ask() == "now"

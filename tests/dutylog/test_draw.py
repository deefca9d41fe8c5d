"""Anybody draws the same lines again: from the file alone, with one script and a bare Python."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from hashlib import sha256
from math import ceil
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.mechanisms.dutylog import draw, sampling

SPACE = UUID("8d0f3c5e-2f7b-4a87-9d51-0a3e3c6a9b11")
THOUSAND = [str(uuid5(SPACE, str(number))) for number in range(1000)]
SHARE = "11" * 32
FIFTY = "93c88e804431d97c40adf61d4961171f097be7ec717746d440a8d1604fa4a848"
lines = st.lists(st.uuids().map(str), max_size=80, unique=True)
shares = st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), min_size=1, max_size=4, unique=True)


def sample_of(population, given=(SHARE,), share=">=1/20"):
    seed = draw.seed_of(list(given))
    return {
        "protocol": draw.PROTOCOL,
        "month": "2026-11",
        "month_ends": "2026-11-30T16:00:00.000Z",
        "commitments": [{"sha256": draw.commitment_of(one), "committed": "2026-11-05T01:00:00.000Z"} for one in given],
        "shares": list(given),
        "seed": seed,
        "share": share,
        "population_sha256": draw.population_sha256(population),
        "population": population,
        "lines": draw.draw(seed, population, share),
    }


def test_fifty_of_a_thousand_always_the_same():
    seed = draw.seed_of([SHARE])
    drawn = draw.draw(seed, THOUSAND, ">=1/20")
    assert len(drawn) == 50 and drawn == draw.draw(seed, list(reversed(THOUSAND)), ">=1/20")
    # Computed once and kept: whoever changes the protocol changes this line, and says so in PROTOCOL.
    assert sha256("".join(drawn).encode()).hexdigest() == FIFTY


@given(population=lines, given=shares, over=st.integers(1, 20), most=st.integers(20, 40))
def test_the_draw_is_a_part_of_the_population_of_the_right_size(population, given, over, most):
    seed = draw.seed_of(given)
    drawn = draw.draw(seed, population, f">={over}/{most}")
    assert set(drawn) <= set(population) and len(set(drawn)) == len(drawn)
    assert len(drawn) == ceil(Fraction(over, most) * len(population))
    assert draw.faults(sample_of(population, given, f">={over}/{most}")) == []


@given(population=lines, given=shares)
def test_neither_the_order_of_lines_nor_of_shares_matters(population, given):
    assert draw.seed_of(given) == draw.seed_of(given[::-1])
    seed = draw.seed_of(given)
    assert draw.draw(seed, population, ">=1/2") == draw.draw(seed, sorted(population), ">=1/2")


@given(given=shares)
def test_no_commitment_tells_the_seed(given):
    """With a single share the plain digest of it would be both."""
    assert draw.seed_of(given) not in [draw.commitment_of(one) for one in given]
    assert draw.seed_of(given) != sha256(b"".join(map(bytes.fromhex, given))).hexdigest()


@given(population=lines.filter(bool), one=st.uuids().map(str))
def test_one_line_more_changes_every_place(population, one):
    """Nobody knows what will be drawn before the last line of the month is there."""
    if one in population:
        return
    digest, other = draw.population_sha256(population), draw.population_sha256([*population, one])
    assert digest != other


def test_more_than_a_share_needs_one_more():
    assert [draw.count_of(n, ">=1/20") for n in (0, 1, 19, 20, 21, 1000)] == [0, 1, 1, 1, 2, 50]
    assert [draw.count_of(n, ">1/20") for n in (0, 1, 19, 20, 21, 1000)] == [0, 1, 1, 2, 2, 51]


def test_every_line_is_drawn_about_as_often():
    """400 seeds, 5 % of 200 lines: chi-squared over the lines lies where chance puts it (199 degrees of freedom)."""
    population = THOUSAND[:200]
    hits = dict.fromkeys(population, 0)
    for number in range(400):
        for line in draw.draw(sha256(str(number).encode()).hexdigest(), population, ">=1/20"):
            hits[line] += 1
    spread = sum((found - 20) ** 2 / 20 for found in hits.values()) / 0.95
    assert 0.75 < spread / 199 < 1.25


TAMPERED = {
    "another line": lambda s: s["lines"].__setitem__(0, s["population"][-1]),
    "another order": lambda s: s["lines"].reverse(),
    "one fewer": lambda s: s["lines"].pop(),
    "a line left out of the population": lambda s: s["population"].remove(s["lines"][0]),
    "another share": lambda s: s["shares"].__setitem__(0, "22" * 32),
    "another seed": lambda s: s.__setitem__("seed", "33" * 32),
    "another portion": lambda s: s.__setitem__("share", ">=1/10"),
    "a commitment made too late": lambda s: s["commitments"][0].__setitem__("committed", "2026-12-01T00:00:00.000Z"),
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_any_change_of_the_file_is_found(change):
    sample = sample_of(THOUSAND[:100])
    change(sample)
    assert draw.faults(sample) != []


def run(tmp_path, content):
    file = tmp_path / "sample.json"
    file.write_bytes(content)
    command = [sys.executable, "-I", "-S", str(sampling.PROGRAM), str(file)]
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)


def test_the_script_runs_alone(tmp_path):
    answer = run(tmp_path, json.dumps(sample_of(THOUSAND)).encode())
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.count("\n") == 51


def test_the_script_names_what_does_not_agree(tmp_path):
    sample = sample_of(THOUSAND)
    sample["lines"].pop()
    answer = run(tmp_path, json.dumps(sample).encode())
    assert answer.returncode == 1 and "重新抽样的结果不符" in answer.stdout


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"protocol": "liuhen-sample/1"}', b"\xff"])
def test_the_script_says_what_it_cannot_read(tmp_path, content):
    answer = run(tmp_path, content)
    assert answer.returncode == 2 and "读不懂" in answer.stdout

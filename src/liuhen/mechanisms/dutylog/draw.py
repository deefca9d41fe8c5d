"""抽样 Which lines of a month are checked: anybody can draw them again with this one file and a bare Python.

    python3 -I -S draw.py sample.json

Every share of the seed was committed to by a digest before the month ended, so nobody could choose it afterwards;
the digest of the whole population goes into the draw, so that nobody knew the lines before the last one was written.
Ties cannot happen: a line id stands once in a population. Needs nothing but the standard library.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sys

PROTOCOL = "liuhen-sample/1"


def commitment_of(share: str) -> str:
    """承诺 SHA-256 over a name of its own and the share, so that no commitment is ever a seed (hexadecimal, all)."""
    return _digest("commitment", bytes.fromhex(share))


def seed_of(shares: list[str]) -> str:
    """种子 SHA-256 over all shares, in the order of their commitments. Raises ValueError without a share."""
    if not shares:
        raise ValueError("no share, no seed")
    ordered = sorted(shares, key=commitment_of)
    return _digest("seed", *(bytes.fromhex(share) for share in ordered))


def population_sha256(population: list[str]) -> str:
    """总体摘要 SHA-256 over the ids in order, each followed by a newline. Raises ValueError when one stands twice."""
    if len(set(population)) != len(population):
        raise ValueError("a line stands twice in the population")
    return hashlib.sha256("".join(f"{line}\n" for line in sorted(population)).encode()).hexdigest()


def count_of(population: int, share: str) -> int:
    """应抽条数 The smallest number of which ">=1/20" (or ">1/20") of the population holds; whole numbers only."""
    over, most = share.lstrip("<>=").split("/")
    exact = population * int(over)
    least = -(-exact // int(most)) if share.startswith(">=") else exact // int(most) + 1
    return min(least, population)


def draw(seed: str, population: list[str], share: str) -> list[str]:
    """抽样 The lines in the order of HMAC-SHA256(seed, "population digest:line id"), as many as are due."""
    digest = population_sha256(population)
    key = bytes.fromhex(seed)
    places = {line: hmac.new(key, f"{digest}:{line}".encode(), hashlib.sha256).digest() for line in population}
    return sorted(population, key=places.__getitem__)[: count_of(len(population), share)]


def faults(sample: dict) -> list[str]:
    """核对 What is wrong with a published sample; empty when it is exactly what the protocol gives."""
    found = []
    if sample["protocol"] != PROTOCOL:
        return [f"不认识的抽样规程 {sample['protocol']}"]
    shares, population = list(sample["shares"]), list(sample["population"])
    if sorted(map(commitment_of, shares)) != sorted(one["sha256"] for one in sample["commitments"]):
        found.append("公开的种子与事先的承诺不符")
    if any(one["committed"] > sample["month_ends"] for one in sample["commitments"]):
        found.append("有的承诺是在当月结束以后作出的")
    if seed_of(shares) != sample["seed"]:
        found.append("种子不是由各份种子算出的")
    if population_sha256(population) != sample["population_sha256"]:
        found.append("总体的摘要不符")
    if draw(sample["seed"], population, sample["share"]) != list(sample["lines"]):
        found.append("抽出的条目与重新抽样的结果不符")
    return found


def _digest(use: str, *parts: bytes) -> str:
    return hashlib.sha256(b"".join((f"{PROTOCOL} {use}\n".encode(), *parts))).hexdigest()


def main(arguments: list[str]) -> int:
    """命令行 Draws again what a file says was drawn; 0 when it agrees, 1 when not, 2 when it cannot be read."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            sample = json.load(file)
        wrong = faults(sample)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"读不懂这个文件：{error!r}")
        return 2
    for fault in wrong:
        print(f"不符：{fault}")
    if not wrong:
        print(f"相符：{sample['month']} 共 {len(sample['population'])} 条，按 {sample['share']} 抽出：")
        print("\n".join(sample["lines"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

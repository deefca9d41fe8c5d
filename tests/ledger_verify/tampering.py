"""篡改 Random single changes to a dossier, each with the name of the file it touched."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

from liuhen.kit import canonical

Files = dict[str, bytes]
Change = Callable[[Files, str, random.Random], str]


def flip_bit(files: Files, path: str, dice: random.Random) -> str:
    data, at = bytearray(files[path]), dice.randrange(len(files[path]) * 8)
    data[at // 8] ^= 1 << at % 8
    files[path] = bytes(data)
    return path


def truncate(files: Files, path: str, dice: random.Random) -> str:
    files[path] = files[path][: dice.randrange(len(files[path]))]
    return path


def append_byte(files: Files, path: str, dice: random.Random) -> str:
    files[path] += dice.choice([b" ", b"\n", b"\x00"])
    return path


def remove(files: Files, path: str, dice: random.Random) -> str:
    del files[path]
    return path


def add(files: Files, path: str, dice: random.Random) -> str:
    folder = dice.choice(["", "entries/", "files/", "evidence/", "proofs/", "anchor/"])
    files[f"{folder}extra-{dice.randrange(99)}"] = files[path]
    return next(reversed(files))


def rename(files: Files, path: str, dice: random.Random) -> str:
    files[path + dice.choice([".bak", "0", "～"])] = files.pop(path)
    return path


def swap(files: Files, path: str, dice: random.Random) -> str:
    path, other = dice.sample([one for one in sorted(files) if one != "manifest.json"], 2)
    files[path], files[other] = files[other], files[path]
    return path


def swap_lines(files: Files, path: str, dice: random.Random) -> str:
    path = dice.choice([one for one in sorted(files) if one.endswith((".tlog-proof", ".txt"))])
    lines = files[path].split(b"\n")
    at = dice.choice([n for n in range(len(lines) - 1) if lines[n] != lines[n + 1]])
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    files[path] = b"\n".join(lines)
    return path


def change_date(files: Files, path: str, dice: random.Random) -> str:
    path = dice.choice([one for one in sorted(files) if one.startswith("entries/")])
    leaf = canonical.decode(files[path])
    field = dice.choice(["occurred", "recorded"])
    leaf[field] = leaf[field].replace("2026-11", "2026-10")
    files[path] = canonical.encode(leaf)
    return path


def change_manifest(files: Files, path: str, dice: random.Random) -> str:
    manifest = json.loads(files["manifest.json"])
    rows, at = manifest["files"], dice.randrange(len(manifest["files"]))
    change = dice.choice(["drop", "repeat", "move", "title", "exported", "row"])
    if change == "drop":
        del rows[at]
    elif change == "repeat":
        rows.insert(at, rows[at])
    elif change == "move":
        rows.append(rows.pop(dice.randrange(len(rows) - 1)))
    elif change == "row":
        rows[at]["note"] = 1
    else:
        manifest[change] += " "
    files["manifest.json"] = canonical.encode(manifest)
    return "manifest.json"


def respell(files: Files, path: str, dice: random.Random) -> str:
    path = dice.choice([one for one in sorted(files) if one.endswith(".json")])
    files[path] = json.dumps(json.loads(files[path]), ensure_ascii=dice.random() < 0.5, indent=1).encode()
    return path


def exchange_documents(files: Files, path: str, dice: random.Random) -> str:
    """Two signed documents stand under each other's signatures; their salts go with them."""
    values = json.loads(files["disclosed.json"])
    one, other = dice.sample([id for id, fields in values.items() if "document" in fields], 2)
    values[one]["document"], values[other]["document"] = values[other]["document"], values[one]["document"]
    files["disclosed.json"] = canonical.encode(values)
    return next(name for name in files if name.startswith("entries/") and one in name)


CHANGES: list[Change] = [flip_bit, truncate, append_byte, remove, add, rename, swap]
CHANGES += [swap_lines, change_date, change_manifest, respell, exchange_documents, flip_bit, flip_bit]


def tamper(files: Files, dice: random.Random) -> tuple[Files, str, str]:
    """A changed copy, the kind of change, and the file that must be named."""
    changed, change = dict(files), dice.choice(CHANGES)
    path = dice.choice(sorted(changed))
    return changed, change.__name__, change(changed, path, dice)

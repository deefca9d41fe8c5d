#!/usr/bin/env python3
# fmt: off
"""留痕核验程序 Checks a dossier of the book (FORMAT.md) with bare Python 3.8 or later: no packages, no network.

    python3 -I -S verify.py 卷宗文件夹或.zip [--policy policy.txt]
    python3 -I -S verify.py x.tlog-proof --entry entry.json --policy policy.txt [--disclosed disclosed.json]
Short, to be read before it is trusted. Bring it and the policy from a place you trust. Exit code 0: sound.
"""
import base64
import functools
import hashlib
import json
import pathlib
import re
import sys
import unicodedata
from collections import namedtuple

Step, Record = namedtuple("Step", "ok step detail"), namedtuple("Record", "leaf hash place")
Place = namedtuple("Place", "origin size root signed index")
LEAF = set(re.findall(r"\w+", "v type id org subject prev actor occurred recorded public sealed files sig rule"))
LATER = re.compile(r"(manifest\.json|verify\.py|policy\.txt|checkpoint\.txt)$|(proofs|anchor|export)/")
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
unbase64 = functools.partial(base64.b64decode, validate=True)

def need(holds, words):
    if not holds:
        raise AssertionError(words)

def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def add(p, q):  # Ed25519 points are (X, Y, Z, T): x = X/Z, y = Y/Z, xy = T/Z
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P

def times(n, p):
    rest = times(n >> 1, add(p, p)) if n else (0, 1, 1, 0)
    return add(rest, p) if n & 1 else rest

def point(raw):
    y, sign = int.from_bytes(raw, "little") & (1 << 255) - 1, raw[-1] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    need(len(raw) == 32 and y < P and (x * x - square) % P == 0, "曲线点不规范")
    p = (x, y, 1, x * y % P) if x & 1 == sign else (P - x, y, 1, (P - x) * y % P)
    return need(times(8, p)[0], "曲线点是低阶弱点") or p

@functools.lru_cache(None)
def check_ed25519(public, message, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    need(len(signature) == 64 and s < L, "签名不规范")
    (x, y, z, t), (rx, ry, _, _) = point(public), point(r)
    k = int.from_bytes(hashlib.sha512(r + public + message).digest(), "little") % L
    q = add(times(s, point(b"\x58" + b"\x66" * 31)), times(k, (P - x, y, z, P - t)))
    need((q[0] - rx * q[2]) % P == 0 and (q[1] - ry * q[2]) % P == 0, "签名不成立")

def spell(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

def strict(raw, names=None):
    """Value of JSON in its one spelling; floats and too large integers become null and so spell differently."""
    text, whole = raw.decode(), {"parse_float": lambda _: None, "parse_constant": lambda _: None}
    value = json.loads(text, parse_int=lambda digits: int(digits) if abs(int(digits)) < 2**53 else None, **whole)
    need(spell(value) == unicodedata.normalize("NFC", text).encode() == raw, "不是规范写法的 JSON")
    need(names is None or set(value) - {"on_behalf"} == names, "缺项或多项")
    return value

class Dossier:
    """卷宗 A step returns its summary, adds what is broken to `broken`. `keys`: (name, id) -> type and public key."""
    def __init__(self, policy):
        self.files, self.policy, self.keys, self.members, self.quorum = {}, policy, {}, {"none": (0, [])}, None
        self.broken, self.head, self.records, self.entries, self.last, self.shown = [], {}, {}, {}, {}, {}

    def attempt(self, file, work, *arguments):
        try:
            return work(*arguments)
        except Exception as wrong:
            self.broken.append(f"{file}：{wrong if type(wrong) is AssertionError else '格式有误'}")

    def read(self, file):
        return self.files.get(file, lambda: need(False, "缺 " + file))()

    def trust(self):
        raw = self.read("policy.txt") if self.policy is None else self.policy
        for word, *words in [re.findall("[^ \t]+", line) or ["#"] for line in raw.decode().split("\n")]:
            if word in ("log", "witness"):
                name, id, key = words[word == "witness"].split("+", 2)
                self.keys[name, id], self.members[words[0]] = unbase64(key), (name, id)
            elif word == "group":
                self.members[words[0]] = int({"any": 1, "all": len(words) - 2}.get(words[1], words[1])), words[2:]
            elif word[0] != "#":
                need(word == "quorum" and words[0] in self.members and not self.quorum, "读不懂 " + word)
                self.quorum = words[0]
        need(self.quorum, "没有 quorum 一行")
        return ("卷内策略，请与公布的摘要核对 " if self.policy is None else "核验人自带策略 ") + sha(raw).hex()

    def reached(self, name, signed):
        least, names = self.members[name]
        return (least, names) in signed if type(names) is str else sum(self.reached(n, signed) for n in names) >= least

    def checkpoint(self, note):
        text, _, lines = note.decode().rpartition("\n\n")
        need(re.fullmatch(r"(— [^\s+]+ \S+\n)+", lines) and not re.search("[\0-\t\v-\x1f]", text), "检查点格式有误")
        signed, body = set(), text.encode() + b"\n"
        for name, blob in [(name, unbase64(rest)) for name, rest in re.findall(r"— (\S+) (\S+)\n", lines)]:
            key, time = self.keys.get((name, blob[:4].hex()), b"\0"), int.from_bytes(blob[4:12], "big")
            if key[0] in (1, 4):  # 1: a log's own line, 4: a witness's; 6 (ML-DSA-44) and unknown keys are passed over
                said = body if key[0] == 1 else b"cosignature/v1\ntime %d\n" % time + body
                check_ed25519(key[1:], said, blob[4 if key[0] == 1 else 12 :])
                signed.add((name, blob[:4].hex()))
        origin, size, root = text.split("\n")
        need(any(name == origin and self.keys[name, id][0] == 1 for name, id in signed), "没有所信日志的 Ed25519 签名")
        return Place(origin, int(size), unbase64(root), signed, 0)

    def proof(self, file, value):
        head, _, note = self.read(file).partition(b"\n\n")
        first, *lines = head.decode().split("\n")
        lines = lines[lines[0].startswith("extra ") :]
        need(first == "c2sp.org/tlog-proof@v1" and lines[0].startswith("index "), "收录证明格式有误")
        place, at = self.checkpoint(note), int(lines[0][6:])
        inner = (at ^ (place.size - 1)).bit_length()
        need(0 <= at < place.size and len(lines) == 1 + inner + bin(at >> inner).count("1"), "证明长度与序号不符")
        for level, other in enumerate(map(unbase64, lines[1:])):
            left = level >= inner or at >> level & 1
            value = sha(b"\1", other, value) if left else sha(b"\1", value, other)
        need(value == place.root, "记录不在检查点的树里")
        return place._replace(index=at)

    def listed(self):
        self.head = strict(self.read("manifest.json"))
        rows = self.head.pop("files")
        names = sorted({row["path"] for row in rows} | set(self.files) - {"manifest.json", "verify.py"})
        for file in names:
            raw = self.attempt(file, self.read, file)
            if raw is not None and {"path": file, "sha256": sha(raw).hex(), "size": len(raw)} not in rows:
                self.broken.append(f"{file}：与 manifest.json 所列不同，或未列")
        need(self.broken or names == [row["path"] for row in rows], "行的次序或重复有误")
        return f"{len(rows)} 个文件与清单逐字节一致"

    def included(self):
        for file in [file for file in self.files if re.match(r"entries/|(export|anchor)/entry\.json$", file)]:
            proof = file.replace("entries/", "proofs/").replace("/entry.", "/proof.").replace(".json", ".tlog-proof")
            raw = self.attempt(file, self.read, file) or b""
            leaf, value = self.attempt(file, strict, raw, LEAF), sha(b"\0", raw)
            place = self.attempt(proof, self.proof, proof, value)
            if leaf and place:
                self.records[file] = Record(leaf, value.hex(), place)
        self.entries = {file: one for file, one in self.records.items() if file.startswith("entries/")}
        need(self.entries, "没有一条成立")
        return f"{len(self.records)} 条写法规范，收录证明和检查点的 Ed25519 签名成立（ML-DSA-44 签名未核）"

    def chained(self):
        own, tops = self.head["subject"], {}
        for count, (file, (leaf, value, place)) in enumerate(self.entries.items(), 1):
            subject = spell(leaf["subject"])
            if file != f"entries/{count:04d}-{leaf['id']}.json" or place.index <= tops.get(place.origin, -1):
                self.broken.append(f"{file}：编号或次序与存证簿不符")
            if leaf["prev"] != self.last.get(subject, "") and leaf["subject"] == own:
                self.broken.append(f"{file}：与本卷前一条不衔接")
            self.last[subject], tops[place.origin] = value, place.index
        need(spell(own) in self.last, "没有本卷自己的记录")
        return f"本卷从头逐条衔接，次序无误；另有 {len(self.last) - 1} 个他卷，只是摘录"

    def exported(self):
        leaf = self.records["export/entry.json"].leaf
        files = [[file, sha(self.read(file)).hex()] for file in self.files if not LATER.match(file)]
        same = leaf["public"]["content_digest"] == sha(spell({"files": files, "head": self.head})).hex()
        need(leaf["type"] == "ledger.export-made/1" and same, "所登记的与 manifest.json 卷首或内容文件不符")
        whole = leaf["subject"] == self.head["subject"]
        need(not whole or leaf["prev"] == self.last[spell(leaf["subject"])], "之前另有未收入本卷的记录")
        return "内容与登记一致" + ("，到出卷时一条不少" if whole else "")

    def anchored(self):
        place = self.checkpoint(self.read("checkpoint.txt"))
        ours = {one.place[:3] for file, one in self.records.items() if file[0] != "a" and one.place[0] == place[0]}
        need(place[0] == self.head["log"] and ours <= {place[:3]}, "与 manifest.json 或收录证明所用的不同")
        if "anchor/entry.json" not in self.files:
            return f"{place[0]}，共 {place.size} 条；未附对外锚定"
        leaf, _, (outer, *_) = self.records["anchor/entry.json"]
        said = {"log": place[0], "size": place.size, "root": place.root.hex()}
        need(leaf["public"] == said and leaf["type"] == "ledger.checkpoint-anchored/1", "anchor/entry.json 不是它的锚")
        return f"{place[0]}，共 {place.size} 条；已锚定在 {outer}"

    def witnessed(self):
        need(self.reached(self.quorum, next(iter(self.records.values())).place.signed), "见证不足 " + self.quorum)
        return "策略不要求见证" if self.quorum == "none" else f"见证达到 {self.quorum}"

    def disclosed(self):
        sealed, count = {one.leaf["id"]: one.leaf["sealed"] for one in self.entries.values()}, 0
        for id, fields in strict(self.read("disclosed.json") if "disclosed.json" in self.files else b"{}").items():
            for name, one in fields.items():
                salt, count, self.shown[id, name] = unbase64(one["salt"]), count + 1, one["value"]
                found = sha(b"liuhen/commit/v1\0", name.encode(), b"\0", salt, spell(one["value"])).hex()
                if len(salt) != 16 or sealed.get(id, {}).get(name) != found:
                    self.broken.append(f"disclosed.json：{id} 的 {name} 与承诺不符")
        return f"{count} 项与承诺相符，另有 {sum(map(len, sealed.values())) - count} 项未披露"

    def papers(self):
        named = {"evidence/" + one["evidence"]: None for r in self.records.values() for one in r.leaf["sig"]}
        named.update({"files/" + one["sha256"]: one["size"] for r in self.records.values() for one in r.leaf["files"]})
        have = [file for file in self.files if file.startswith(("evidence/", "files/"))]
        for file in have:
            raw = self.attempt(file, self.read, file) or b""
            if sha(raw).hex() != file.split("/")[1] or named.get(file, -1) not in (None, len(raw)):
                self.broken.append(f"{file}：与记录所记摘要不符，或无记录指名")
        over = sum(bool(self.attempt(file, self.signed, one.leaf)) for file, one in self.entries.items())
        return f"{len(have)} 件与摘要一致，{over} 条所签文件相符（签名未核），{len(set(named) - set(have))} 件未随卷"

    def signed(self, leaf):  # the evidence enclosed is over the very text that is disclosed as `document`
        name, files = (leaf["id"], "document"), ["evidence/" + one["evidence"] for one in leaf["sig"]]
        over = [strict(self.read(file))["digest"] for file in files if name in self.shown and file in self.files]
        return (over and need({*over} == {sha(self.shown[name].encode()).hex()}, "所签不是所披露的 document")) or over

STEPS = {"信任策略": ("policy.txt", Dossier.trust), "清单": ("manifest.json", Dossier.listed),
         "存证记录": ("entries/", Dossier.included), "前后衔接": ("entries/", Dossier.chained),
         "出卷登记": ("export/entry.json", Dossier.exported), "检查点": ("checkpoint.txt", Dossier.anchored),
         "见证": ("checkpoint.txt", Dossier.witnessed), "披露内容": ("disclosed.json", Dossier.disclosed),
         "凭据附件": ("files/", Dossier.papers)}  # each with the file to name when the trouble is in no single one

def load(path):
    if path.is_dir():
        return {one.relative_to(path).as_posix(): one.read_bytes for one in path.rglob("*") if one.is_file()}
    import zipfile  # only here: a lone proof is checked without it
    pack = zipfile.ZipFile(path)
    need(len(set(pack.namelist())) == len(pack.namelist()), "压缩包里有同名文件")
    return {name: functools.partial(pack.read, name) for name in pack.namelist() if name[-1] != "/"}

def check(path, policy=None, entry=None, disclosed=b"{}"):
    """核验 Verdict on the dossier at `path`, or on the bytes of one entry with the .tlog-proof at `path`."""
    path, steps, dossier = pathlib.Path(path), [], Dossier(policy)
    one = {"entries/1.json": lambda: entry, "proofs/1.tlog-proof": path.read_bytes, "disclosed.json": lambda: disclosed}
    dossier.files = dict(sorted((one if entry else dossier.attempt(path.name, load, path) or {}).items()))
    for name in STEPS if not entry else ("信任策略", "存证记录", "见证", "披露内容"):
        summary = dossier.attempt(STEPS[name][0], STEPS[name][1], dossier)
        steps += [Step(False, name, dossier.broken.pop(0)) for _ in dossier.broken[:]] or [Step(True, name, summary)]
    return steps

def main(path, *options):
    given = {options[n][2:]: pathlib.Path(options[n + 1]).read_bytes() for n in range(0, len(options), 2)}
    steps = check(path, **given)
    print(*("　".join(["通过" if ok else "不符", name, detail]) for ok, name, detail in steps), sep="\n")
    print("结论：全部通过" if all(ok for ok, _, _ in steps) else "结论：有不符之处，不可采信")
    return int(not all(ok for ok, _, _ in steps))

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if sys.argv[1:] else __doc__)

// 信任策略 Keys, witnesses and quorum (C2SP tlog-policy); checkpoints and proofs under them (tlog-checkpoint, tlog-proof).

import { decode, encode, hex, join, need, same, sha, unbase64 } from "./bytes.js";
import { checkEd25519 } from "./ed25519.js";

const id = (name, key) => `${name}+${key}`;

export function integer(text) {
  if (!/^-?[0-9]+$/.test(text)) throw new Error("number");
  return Number(text);
}

export class Policy {
  constructor() {
    this.keys = new Map();
    this.members = new Map([["none", { least: 0, names: [] }]]);
    this.quorum = "";
  }

  read(text) {
    for (const line of text.split("\n")) {
      const [word, ...words] = line.match(/[^ \t]+/g) || ["#"];
      if (word === "log" || word === "witness") this.key(words[0], words[word === "witness" ? 1 : 0]);
      else if (word === "group") this.group(words);
      else if (word[0] !== "#") {
        need(word === "quorum" && this.members.has(words[0]) && !this.quorum, `读不懂 ${word}`);
        [this.quorum] = words;
      }
    }
    need(this.quorum, "没有 quorum 一行");
  }

  key(member, vkey) {
    const [, name, short, key] = /^([^+]*)\+([^+]*)\+([^]*)$/.exec(vkey);
    this.keys.set(id(name, short), unbase64(key));
    this.members.set(member, id(name, short));
  }

  group([name, least, ...names]) {
    const count = { any: "1", all: String(names.length) }[least] || least;
    this.members.set(name, { least: integer(count), names });
  }

  reached(name, signed) {
    if (!this.members.has(name)) throw new Error("unknown member");
    const member = this.members.get(name);
    if (typeof member === "string") return signed.has(member);
    return member.names.filter((one) => this.reached(one, signed)).length >= member.least;
  }

  // Verify every Ed25519 signature by a known key; ML-DSA-44 (type 6) and unknown keys are passed over.
  checkpoint(note) {
    const whole = decode(note);
    const gap = whole.lastIndexOf("\n\n");
    const [text, lines] = [whole.slice(0, Math.max(gap, 0)), whole.slice(gap < 0 ? 0 : gap + 2)];
    // eslint-disable-next-line no-control-regex
    need(/^(— [^\s+]+ \S+\n)+$/.test(lines) && !/[\0-\t\v-\x1f]/.test(text), "检查点格式有误");
    const [signed, body] = [new Set(), encode(`${text}\n`)];
    for (const [, name, rest] of lines.matchAll(/— (\S+) (\S+)\n/g)) this.signature(name, unbase64(rest), body, signed);
    const [origin, size, root, ...more] = text.split("\n");
    if (more.length || root === undefined) throw new Error("lines");
    const own = [...signed].some((one) => this.keys.get(one)[0] === 1 && one.split("+")[0] === origin);
    need(own, "没有所信日志的 Ed25519 签名");
    return { origin, size: integer(size), root: unbase64(root), signed, index: 0 };
  }

  signature(name, blob, body, signed) {
    const one = id(name, hex(blob.slice(0, 4)));
    const key = this.keys.get(one) || [0];
    if (key[0] === 1) checkEd25519(key.slice(1), body, blob.slice(4));
    else if (key[0] === 4) {
      const time = blob.slice(4, 12).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
      checkEd25519(key.slice(1), join(encode(`cosignature/v1\ntime ${time}\n`), body), blob.slice(12));
    } else return;
    signed.add(one);
  }

  // Where the leaf hash `value` stands, by a .tlog-proof.
  proof(raw, value) {
    const gap = raw.findIndex((one, n) => one === 10 && raw[n + 1] === 10);
    const [first, ...lines] = decode(gap < 0 ? raw : raw.slice(0, gap)).split("\n");
    if (lines[0].startsWith("extra ")) lines.shift();
    need(first === "c2sp.org/tlog-proof@v1" && lines[0].startsWith("index "), "收录证明格式有误");
    const place = this.checkpoint(gap < 0 ? new Uint8Array() : raw.slice(gap + 2));
    const index = integer(lines[0].slice(6));
    const path = lines.slice(1).map(unbase64);
    need(index >= 0 && index < place.size && path.length === pathLength(index, place.size), "证明长度与序号不符");
    need(same(climb(value, BigInt(index), BigInt(place.size), path), place.root), "记录不在检查点的树里");
    return { ...place, index };
  }
}

const bits = (value) => (value ? value.toString(2) : "");
const ones = (value) => bits(value).replace(/0/g, "").length;

function pathLength(index, size) {
  const inner = bits(BigInt(index) ^ BigInt(size - 1)).length;
  return inner + ones(BigInt(index) >> BigInt(inner));
}

function climb(leaf, index, size, path) {
  const inner = bits(index ^ (size - 1n)).length;
  return path.reduce((value, other, level) => {
    const left = level >= inner || (index >> BigInt(level)) & 1n;
    return left ? sha([1], other, value) : sha([1], value, other);
  }, leaf);
}

// 网页核验 The twin of verify.py for browsers: same steps, same words, no server, no dependency (FORMAT.md of the book).

import { Broken, at, decode, encode, hex, need, order, same, sha, spell, strict, unbase64 } from "./bytes.js";
import { Policy } from "./policy.js";
import { digest } from "./sha2.js";
import { unzip } from "./zip.js";

const LEAF = "v type id org subject prev actor occurred recorded public sealed files sig rule".split(" ");
const LATER = /^(manifest\.json|verify\.py|policy\.txt|checkpoint\.txt)$|^(proofs|anchor|export)\//;
const ENTRY = /^entries\/|^(export|anchor)\/entry\.json$/;

class Dossier {
  constructor(policy) {
    this.given = policy;
    this.policy = new Policy();
    this.files = new Map();
    this.digests = new Map();
    this.broken = [];
    this.head = {};
    this.records = new Map();
    this.entries = new Map();
    this.last = new Map();
    this.shown = new Map();
  }

  async take(files) {
    this.files = new Map([...files].sort((a, b) => order(a[0], b[0])));
    for (const [file, data] of this.files) {
      if (!(data instanceof Error)) this.digests.set(file, hex(await digest(data)));
    }
  }

  fail(file, wrong) {
    this.broken.push(`${file}：${wrong instanceof Broken ? wrong.message : "格式有误"}`);
  }

  attempt(file, work) {
    try {
      return work();
    } catch (wrong) {
      this.fail(file, wrong);
      return undefined;
    }
  }

  read(file) {
    need(this.files.has(file), `缺 ${file}`);
    const data = this.files.get(file);
    if (data instanceof Error) throw data;
    return data;
  }

  trust() {
    const raw = this.given === undefined ? this.read("policy.txt") : encode(this.given);
    this.policy.read(decode(raw));
    const whose = this.given === undefined ? "卷内策略，请与公布的摘要核对" : "核验人自带策略";
    return `${whose} ${hex(sha(raw))}`;
  }

  listed() {
    const { files: rows, ...head } = strict(this.read("manifest.json"));
    this.head = head;
    const paths = rows.map((row) => at(row, "path"));
    const listed = new Set(rows.map(spell));
    const others = [...this.files.keys()].filter((file) => file !== "manifest.json" && file !== "verify.py");
    const names = [...new Set([...paths, ...others])].sort(order);
    for (const file of names) {
      const raw = this.attempt(file, () => this.read(file));
      if (raw && !listed.has(spell({ path: file, sha256: this.digests.get(file), size: raw.length }))) {
        this.fail(file, new Broken("与 manifest.json 所列不同，或未列"));
      }
    }
    need(this.broken.length || spell(names) === spell(paths), "行的次序或重复有误");
    return `${rows.length} 个文件与清单逐字节一致`;
  }

  included() {
    for (const file of [...this.files.keys()].filter((one) => ENTRY.test(one))) this.include(file);
    this.entries = new Map([...this.records].filter(([file]) => file.startsWith("entries/")));
    need(this.entries.size, "没有一条成立");
    return `${this.records.size} 条写法规范，收录证明和检查点的 Ed25519 签名成立（ML-DSA-44 签名未核）`;
  }

  include(file) {
    const name = file.replace("entries/", "proofs/").replace("/entry.", "/proof.").replace(".json", ".tlog-proof");
    const raw = this.attempt(file, () => this.read(file)) || new Uint8Array();
    const leaf = this.attempt(file, () => strict(raw, LEAF));
    const hash = sha([0], raw);
    const place = this.attempt(name, () => this.policy.proof(this.read(name), hash));
    if (leaf && place) this.records.set(file, { leaf, hash: hex(hash), place });
  }

  chained() {
    const own = spell(at(this.head, "subject"));
    const tops = new Map();
    let count = 0;
    for (const [file, { leaf, hash, place }] of this.entries) {
      count += 1;
      const subject = spell(leaf.subject);
      const top = tops.has(place.origin) ? tops.get(place.origin) : -1;
      if (file !== `entries/${String(count).padStart(4, "0")}-${leaf.id}.json` || place.index <= top) {
        this.fail(file, new Broken("编号或次序与存证簿不符"));
      }
      if (leaf.prev !== (this.last.get(subject) || "") && subject === own) {
        this.fail(file, new Broken("与本卷前一条不衔接"));
      }
      this.last.set(subject, hash);
      tops.set(place.origin, place.index);
    }
    need(this.last.has(own), "没有本卷自己的记录");
    return `本卷从头逐条衔接，次序无误；另有 ${this.last.size - 1} 个他卷，只是摘录`;
  }

  exported() {
    const { leaf } = this.record("export/entry.json");
    const content = [...this.files.keys()].filter((file) => !LATER.test(file));
    const files = content.map((file) => [file, (this.read(file), this.digests.get(file))]);
    const wanted = hex(sha(encode(spell({ files, head: this.head }))));
    const found = at(leaf.public, "content_digest") === wanted && leaf.type === "ledger.export-made/1";
    need(found, "所登记的与 manifest.json 卷首或内容文件不符");
    const whole = spell(leaf.subject) === spell(at(this.head, "subject"));
    if (whole && !this.last.has(spell(leaf.subject))) throw new Error("no entry");
    need(!whole || leaf.prev === this.last.get(spell(leaf.subject)), "之前另有未收入本卷的记录");
    return `内容与登记一致${whole ? "，到出卷时一条不少" : ""}`;
  }

  record(file) {
    if (!this.records.has(file)) throw new Error(file);
    return this.records.get(file);
  }

  anchored() {
    const place = this.policy.checkpoint(this.read("checkpoint.txt"));
    const alike = (one) => one.origin !== place.origin || (one.size === place.size && same(one.root, place.root));
    const ours = [...this.records].filter(([file]) => file[0] !== "a").map(([, one]) => one.place);
    need(place.origin === at(this.head, "log") && ours.every(alike), "与 manifest.json 或收录证明所用的不同");
    const what = `${place.origin}，共 ${place.size} 条；`;
    if (!this.files.has("anchor/entry.json")) return `${what}未附对外锚定`;
    const { leaf, place: outer } = this.record("anchor/entry.json");
    const said = spell(leaf.public) === spell({ log: place.origin, size: place.size, root: hex(place.root) });
    need(said && leaf.type === "ledger.checkpoint-anchored/1", "anchor/entry.json 不是它的锚");
    return `${what}已锚定在 ${outer.origin}`;
  }

  witnessed() {
    const [first] = this.records.values(); // of the anchor: it sorts first; else of entry 1
    need(this.policy.reached(this.policy.quorum, first.place.signed), `见证不足 ${this.policy.quorum}`);
    return this.policy.quorum === "none" ? "策略不要求见证" : `见证达到 ${this.policy.quorum}`;
  }

  disclosed() {
    const sealed = new Map([...this.entries.values()].map(({ leaf }) => [leaf.id, leaf.sealed]));
    let count = 0;
    const opened = this.files.has("disclosed.json") ? strict(this.read("disclosed.json")) : {};
    for (const [id, fields] of Object.entries(opened)) {
      for (const [name, one] of Object.entries(fields)) {
        count += 1;
        this.disclose(id, name, unbase64(at(one, "salt")), at(one, "value"), sealed.get(id) || {});
      }
    }
    const total = [...sealed.values()].reduce((sum, one) => sum + Object.keys(one).length, 0);
    return `${count} 项与承诺相符，另有 ${total - count} 项未披露`;
  }

  disclose(id, name, salt, value, sealed) {
    this.shown.set(spell([id, name]), value);
    const found = sha(encode(`liuhen/commit/v1\0${name}\0`), salt, encode(spell(value)));
    if (salt.length !== 16 || sealed[name] !== hex(found)) {
      this.fail("disclosed.json", new Broken(`${id} 的 ${name} 与承诺不符`));
    }
  }

  papers() {
    const named = new Map();
    for (const { leaf } of this.records.values()) {
      for (const one of leaf.sig) named.set(`evidence/${at(one, "evidence")}`, null);
      for (const one of leaf.files) named.set(`files/${at(one, "sha256")}`, at(one, "size"));
    }
    const have = [...this.files.keys()].filter((file) => /^(evidence|files)\//.test(file));
    for (const file of have) {
      const raw = this.attempt(file, () => this.read(file)) || new Uint8Array();
      const size = named.get(file);
      if (hex(sha(raw)) !== file.split("/")[1] || (size !== null && size !== raw.length)) {
        this.fail(file, new Broken("与记录所记摘要不符，或无记录指名"));
      }
    }
    const over = [...this.entries].filter(([file, { leaf }]) => this.attempt(file, () => this.signed(leaf))).length;
    const absent = [...named.keys()].filter((file) => !this.files.has(file)).length;
    return `${have.length} 件与摘要一致，${over} 条所签文件相符（签名未核），${absent} 件未随卷`;
  }

  // Whether there is evidence to compare: it must be over the very text that is disclosed as `document`.
  signed(leaf) {
    const name = spell([leaf.id, "document"]);
    const files = leaf.sig.map((one) => `evidence/${at(one, "evidence")}`);
    const have = files.filter((file) => this.shown.has(name) && this.files.has(file));
    const over = have.map((file) => at(strict(this.read(file)), "digest"));
    if (!over.length) return false;
    const odd = over.some((digest) => digest !== null && typeof digest === "object");
    if (odd || typeof this.shown.get(name) !== "string") throw new Error("no text");
    const wanted = hex(sha(encode(this.shown.get(name))));
    need(over.every((digest) => digest === wanted), "所签不是所披露的 document");
    return true;
  }
}

// Step, file to name when the trouble is in no single one, method.
const STEPS = [
  ["信任策略", "policy.txt", "trust"],
  ["清单", "manifest.json", "listed"],
  ["存证记录", "entries/", "included"],
  ["前后衔接", "entries/", "chained"],
  ["出卷登记", "export/entry.json", "exported"],
  ["检查点", "checkpoint.txt", "anchored"],
  ["见证", "checkpoint.txt", "witnessed"],
  ["披露内容", "disclosed.json", "disclosed"],
  ["凭据附件", "files/", "papers"],
];

// 核验 The verdict on a zipped dossier, as [{ok, step, detail}]; `policyText` is the checker's own policy, if he has one.
export async function checkZip(arrayBuffer, policyText, name = "卷宗.zip") {
  const dossier = new Dossier(policyText);
  await unzip(arrayBuffer).then((files) => dossier.take(files)).catch((wrong) => dossier.fail(name, wrong));
  const steps = [];
  for (const [step, file, work] of STEPS) {
    const summary = dossier.attempt(file, () => dossier[work]());
    if (dossier.broken.length) steps.push(...dossier.broken.map((detail) => ({ ok: false, step, detail })));
    else steps.push({ ok: true, step, detail: summary });
    dossier.broken = [];
  }
  return steps;
}

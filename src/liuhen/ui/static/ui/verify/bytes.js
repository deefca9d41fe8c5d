// 字节 Bytes, base64, and JSON in its one spelling; everything wrong is thrown as Broken with words for people.

import { sha256 } from "./sha2.js";

export class Broken extends Error {}

export function need(holds, words) {
  if (!holds) throw new Broken(words);
}

export const encode = (text) => new TextEncoder().encode(text);
export const decode = (data) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
export const hex = (data) => Array.from(data, (one) => one.toString(16).padStart(2, "0")).join("");

export function join(...parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const sha = (...parts) => sha256(join(...parts));
export const same = (a, b) => hex(a) === hex(b);

export function unbase64(text) {
  if (!/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) throw new Error("base64");
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

// A field that must be there: JavaScript would go on with undefined.
export function at(value, name) {
  if (value === null || typeof value !== "object" || !Object.prototype.hasOwnProperty.call(value, name)) {
    throw new Error(`no ${name}`);
  }
  return value[name];
}

// The order of code points, as everywhere else in the book; JavaScript's own is that of UTF-16.
export function order(a, b) {
  const [x, y] = [encode(a), encode(b)];
  const n = x.findIndex((one, i) => one !== y[i]);
  return n < 0 ? x.length - y.length : y.length > n ? x[n] - y[n] : 1;
}

export function spell(value) {
  if (Array.isArray(value)) return `[${value.map(spell).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const names = Object.keys(value).sort(order);
    return `{${names.map((name) => `${spell(name)}:${spell(value[name])}`).join(",")}}`;
  }
  if (typeof value === "number") need(Number.isSafeInteger(value), "不是规范写法的 JSON");
  if (typeof value === "string" && /\p{Surrogate}/u.test(value)) throw new Error("surrogate");
  return JSON.stringify(value);
}

export function strict(data, names) {
  const text = decode(data);
  const value = JSON.parse(text);
  need(spell(value) === text && text.normalize("NFC") === text, "不是规范写法的 JSON");
  if (names) {
    const have = Object.keys(value).filter((name) => name !== "on_behalf");
    need(have.length === names.length && names.every((name) => have.includes(name)), "缺项或多项");
  }
  return value;
}

// 压缩包 Reads a .zip: our own are stored; deflated ones are inflated where the browser can.

import { Broken, decode, need } from "./bytes.js";

const CRC = Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(data) {
  let value = -1;
  for (const one of data) value = (value >>> 8) ^ CRC[(value ^ one) & 255];
  return ~value >>> 0;
}

// Old browsers know "gzip" but not "deflate-raw": give the raw stream gzip's head and tail.
async function inflate(data, crc, size) {
  if (typeof DecompressionStream === "undefined") throw new Broken("浏览器不能解压，请用未压缩的卷宗");
  const tail = new DataView(new ArrayBuffer(8));
  tail.setUint32(0, crc, true);
  tail.setUint32(4, size, true);
  const parts = [Uint8Array.from([31, 139, 8, 0, 0, 0, 0, 0, 0, 255]), data, new Uint8Array(tail.buffer)];
  const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function content(view, entry) {
  const { method, crc, packed, size, offset, name } = entry;
  if (view.getUint32(offset, true) !== 0x04034b50) throw new Error("local header");
  const length = view.getUint16(offset + 26, true);
  const start = offset + 30 + length + view.getUint16(offset + 28, true);
  const local = decode(new Uint8Array(view.buffer, offset + 30, length));
  const raw = new Uint8Array(view.buffer, start, packed).slice();
  if (local !== name || (method !== 0 && method !== 8)) throw new Error("local header");
  const data = method === 8 ? await inflate(raw, crc, size) : raw;
  if (data.length !== size || crc32(data) !== crc) throw new Error("checksum");
  return data;
}

function directory(view) {
  let end = view.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error("not a zip");
  const entries = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left; left -= 1) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("central directory");
    const length = view.getUint16(at + 28, true);
    entries.push({
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
      name: decode(new Uint8Array(view.buffer, at + 46, length)),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

// name -> bytes, or the error met when reading it.
export async function unzip(buffer) {
  const view = new DataView(buffer);
  const entries = directory(view);
  need(new Set(entries.map((one) => one.name)).size === entries.length, "压缩包里有同名文件");
  const files = new Map();
  for (const entry of entries.filter((one) => !one.name.endsWith("/"))) {
    files.set(entry.name, await content(view, entry).catch((wrong) => wrong));
  }
  return files;
}

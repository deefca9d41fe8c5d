// 爱德华签名 Ed25519 (RFC 8032) with BigInt, strict like verify.py: canonical points, none of small order.

import { hex, join, need } from "./bytes.js";
import { sha512 } from "./sha2.js";

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

const mod = (value) => ((value % P) + P) % P;

function power(value, exponent) {
  let result = 1n;
  for (let base = mod(value), left = exponent; left; left >>= 1n) {
    if (left & 1n) result = (result * base) % P;
    base = (base * base) % P;
  }
  return result;
}

const D = mod(-121665n * power(121666n, P - 2n));
const I = power(2n, (P - 1n) / 4n);

const number = (data) => Array.from(data).reduceRight((sum, one) => (sum << 8n) | BigInt(one), 0n);

// Points are [X, Y, Z, T]: x = X/Z, y = Y/Z, xy = T/Z.
function add(p, q) {
  const a = mod((p[1] - p[0]) * (q[1] - q[0]));
  const b = mod((p[1] + p[0]) * (q[1] + q[0]));
  const c = mod(2n * p[3] * q[3] * D);
  const d = mod(2n * p[2] * q[2]);
  return [mod((b - a) * (d - c)), mod((d + c) * (b + a)), mod((d - c) * (d + c)), mod((b - a) * (b + a))];
}

function times(n, p) {
  let result = [0n, 1n, 1n, 0n];
  for (let point = p, left = n; left; left >>= 1n) {
    if (left & 1n) result = add(result, point);
    point = add(point, point);
  }
  return result;
}

function point(raw) {
  need(raw.length === 32, "曲线点不规范");
  const sign = BigInt(raw[31] >> 7);
  const y = number(raw) & ((1n << 255n) - 1n);
  const square = mod((y * y - 1n) * power(D * y * y + 1n, P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x - square)) x = mod(x * I);
  need(y < P && !mod(x * x - square), "曲线点不规范");
  if ((x & 1n) !== sign) x = P - x;
  const found = [x, y, 1n, mod(x * y)];
  need(times(8n, found)[0], "曲线点是低阶弱点");
  return found;
}

const BASE = point(Uint8Array.from([0x58, ...Array(31).fill(0x66)]));

const held = new Set();

export function checkEd25519(key, message, signature) {
  const asked = [key, message, signature].map(hex).join(" ");
  if (!held.has(asked)) verify(key, message, signature);
  held.add(asked);
}

function verify(key, message, signature) {
  const r = signature.slice(0, 32);
  const s = number(signature.slice(32));
  need(signature.length === 64 && s < L, "签名不规范");
  const [x, y, z, t] = point(key);
  const [rx, ry] = point(r);
  const k = number(sha512(join(r, key, message))) % L;
  const q = add(times(s, BASE), times(k, [P - x, y, z, P - t]));
  need(!mod(q[0] - rx * q[2]) && !mod(q[1] - ry * q[2]), "签名不成立");
}

// 摘要 SHA-256 and SHA-512 (FIPS 180-4), because WebCrypto is absent on pages served without TLS inside an office.

const PRIMES = [];
for (let n = 2; PRIMES.length < 80; n += 1) {
  if (PRIMES.every((p) => n % p)) PRIMES.push(n);
}

// floor(value^(1/degree)) by bisection.
function root(value, degree) {
  let low = 0n;
  let high = 1n << 80n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= value) low = middle;
    else high = middle;
  }
  return low;
}

const word = (value) => BigInt.asUintN(64, value);
const START = PRIMES.slice(0, 8).map((p) => word(root(BigInt(p) << 128n, 2n)));
const ROUNDS = PRIMES.map((p) => word(root(BigInt(p) << 192n, 3n)));
const START_32 = START.map((value) => Number(value >> 32n) | 0);
const ROUNDS_32 = ROUNDS.slice(0, 64).map((value) => Number(value >> 32n) | 0);

function padded(data, block) {
  const length = Math.ceil((data.length + 1 + block / 8) / block) * block;
  const out = new Uint8Array(length);
  out.set(data);
  out[data.length] = 0x80;
  const view = new DataView(out.buffer);
  view.setUint32(length - 8, Math.floor(data.length / 2 ** 29));
  view.setUint32(length - 4, (data.length * 8) >>> 0);
  return view;
}

const turn = (x, n) => (x >>> n) | (x << (32 - n));

function round32(h, w) {
  let [a, b, c, d, e, f, g, i] = h;
  for (let t = 0; t < 64; t += 1) {
    const one = (i + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS_32[t] + w[t]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [i, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return [a, b, c, d, e, f, g, i].map((value, n) => (value + h[n]) | 0);
}

export function sha256(data) {
  const view = padded(data, 64);
  const w = new Int32Array(64);
  let h = START_32;
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let t = 0; t < 16; t += 1) w[t] = view.getInt32(at + t * 4);
    for (let t = 16; t < 64; t += 1) {
      const [x, y] = [w[t - 15], w[t - 2]];
      const low = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      w[t] = (w[t - 16] + low + w[t - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
    }
    h = round32(h, w);
  }
  const out = new DataView(new ArrayBuffer(32));
  h.forEach((value, n) => out.setInt32(n * 4, value));
  return new Uint8Array(out.buffer);
}

const turn64 = (x, n) => (x >> n) | word(x << (64n - n));

function round64(h, w) {
  let [a, b, c, d, e, f, g, i] = h;
  for (let t = 0; t < 80; t += 1) {
    const big = turn64(e, 14n) ^ turn64(e, 18n) ^ turn64(e, 41n);
    const one = i + big + ((e & f) ^ (word(~e) & g)) + ROUNDS[t] + w[t];
    const two = (turn64(a, 28n) ^ turn64(a, 34n) ^ turn64(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
    [i, g, f, e, d, c, b, a] = [g, f, e, word(d + one), c, b, a, word(one + two)];
  }
  return [a, b, c, d, e, f, g, i].map((value, n) => word(value + h[n]));
}

export function sha512(data) {
  const view = padded(data, 128);
  let h = START;
  for (let at = 0; at < view.byteLength; at += 128) {
    const w = [];
    for (let t = 0; t < 16; t += 1) w.push(view.getBigUint64(at + t * 8));
    for (let t = 16; t < 80; t += 1) {
      const [x, y] = [w[t - 15], w[t - 2]];
      const low = turn64(x, 1n) ^ turn64(x, 8n) ^ (x >> 7n);
      w.push(word(w[t - 16] + low + w[t - 7] + (turn64(y, 19n) ^ turn64(y, 61n) ^ (y >> 6n))));
    }
    h = round64(h, w);
  }
  const out = new DataView(new ArrayBuffer(64));
  h.forEach((value, n) => out.setBigUint64(n * 8, value));
  return new Uint8Array(out.buffer);
}

// Digest of a whole file: WebCrypto where the browser offers it, since attachments may be large.
export async function digest(data) {
  const subtle = globalThis.crypto && globalThis.crypto.subtle;
  return subtle ? new Uint8Array(await subtle.digest("SHA-256", data)) : sha256(data);
}

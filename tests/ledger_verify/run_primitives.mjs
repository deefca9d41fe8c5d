// Our own SHA-2 and Ed25519 against Node's (OpenSSL): prints "ok" or throws.
import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { checkEd25519 } from "../../src/liuhen/ui/static/ui/verify/ed25519.js";
import { digest, sha256, sha512 } from "../../src/liuhen/ui/static/ui/verify/sha2.js";

for (let length = 0; length < 300; length += 1) {
  const data = Uint8Array.from({ length }, (_, n) => (n * 7 + length) & 255);
  assert.equal(Buffer.from(sha256(data)).toString("hex"), createHash("sha256").update(data).digest("hex"));
  if (length % 7 === 0) {
    assert.equal(Buffer.from(sha512(data)).toString("hex"), createHash("sha512").update(data).digest("hex"));
  }
}
assert.deepEqual(await digest(Uint8Array.of(1, 2, 3)), sha256(Uint8Array.of(1, 2, 3)));

for (let number = 0; number < 5; number += 1) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = new Uint8Array(publicKey.export({ format: "der", type: "spki" })).slice(-32);
  const message = new TextEncoder().encode("message".repeat(number));
  const signature = new Uint8Array(sign(null, message, privateKey));
  checkEd25519(key, message, signature);
  for (const at of [0, 31, 32, 63]) {
    const wrong = signature.slice();
    wrong[at] ^= 1;
    assert.throws(() => checkEd25519(key, message, wrong));
  }
}
const weak = new Uint8Array(32);
assert.throws(() => checkEd25519(weak, new Uint8Array(), new Uint8Array(64)), /低阶/);
console.log("ok");

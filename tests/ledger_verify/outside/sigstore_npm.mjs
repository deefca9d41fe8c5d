// Asks @sigstore/verify about JSON lines of cases; answers "true" or "false" each.
import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { verifyCheckpoint } = require("@sigstore/verify/dist/tlog/checkpoint.js");
const { verifyMerkleInclusion } = require("@sigstore/verify/dist/tlog/merkle.js");
const bytes = (text) => Buffer.from(text, "base64");
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

for (const line of readFileSync(0, "utf-8").split("\n").filter(Boolean)) {
  const one = JSON.parse(line);
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, bytes(one.public)]), format: "der", type: "spki" });
  const tlogs = [{ logID: Buffer.from(one.keyId, "hex"), baseURL: one.name, publicKey }];
  const entry = {
    canonicalizedBody: bytes(one.entry),
    inclusionProof: {
      checkpoint: { envelope: one.checkpoint },
      logIndex: String(one.index),
      hashes: one.path.map(bytes),
    },
  };
  let held = true;
  try {
    verifyMerkleInclusion(entry, verifyCheckpoint(entry, tlogs));
  } catch {
    held = false;
  }
  console.log(held);
}

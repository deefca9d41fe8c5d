// Reads JSON lines {zip, policy?} and answers each with the verdict of the browser's verifier.
import { readFileSync } from "node:fs";
import { checkZip } from "../../src/liuhen/ui/static/ui/verify/verify.js";

for (const line of readFileSync(0, "utf-8").split("\n").filter(Boolean)) {
  const { zip, name, policy } = JSON.parse(line);
  const data = Buffer.from(zip, "base64");
  const buffer = data.buffer.slice(data.byteOffset, data.byteOffset + data.length);
  const steps = await checkZip(buffer, policy, name);
  process.stdout.write(`${JSON.stringify(steps)}\n`);
}

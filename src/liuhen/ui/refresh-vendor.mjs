// 引入外部脚本 Builds the browser code of others into static/ui/vendor, with licences and digests.
// Run `npm ci && npm run refresh-vendor`; nothing is fetched when a page is shown.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TARGET = "chrome86"; // the browsers in these offices are old
const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "../../../node_modules");
const goal = join(here, "static/ui/vendor");

// A page loads what it needs: htmx everywhere, Alpine only where a page asks for it.
// @alpinejs/csp ships no licence file: its text, and its licence, are those of the alpinejs repository.
const parts = [
  { name: "htmx.org", file: "htmx.min.js", code: 'import h from "htmx.org"; window.htmx = h;', licence: "LICENSE" },
  {
    name: "@alpinejs/csp",
    file: "alpine-csp.min.js",
    code: 'import A from "@alpinejs/csp"; window.Alpine = A; queueMicrotask(() => A.start());',
    licence: null,
    within: "@vue/reactivity",
  },
];

const digest = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const manifest = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));

rmSync(goal, { recursive: true, force: true });
mkdirSync(goal, { recursive: true });
const lines = [];
for (const part of parts) {
  const { version, license } = manifest(part.name);
  await build({
    stdin: { contents: part.code, resolveDir: modules },
    bundle: true,
    minify: true,
    format: "iife",
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    banner: { js: `/* ${part.name} ${version} (${license}) */` },
    outfile: join(goal, part.file),
  });
  const text = part.file.replace(".min.js", ".LICENSE.txt");
  const own = part.licence ? join(modules, part.name, part.licence) : join(here, "licences", text);
  const words = [readFileSync(own, "utf8")];
  if (part.within) words.push(`${part.within}, contained in ${part.file}:\n`, readFileSync(join(modules, part.within, "LICENSE"), "utf8"));
  writeFileSync(join(goal, text), words.join("\n"));
  lines.push(`${part.name} ${version} ${license} ${part.file}`);
}
writeFileSync(join(goal, "VERSIONS.txt"), lines.join("\n") + "\n");
const files = readdirSync(goal).sort();
writeFileSync(join(goal, "SHA256SUMS"), files.map((f) => `${digest(join(goal, f))}  ${f}\n`).join(""));

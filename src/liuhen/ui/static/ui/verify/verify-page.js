// 核验页 Wires the file input, the drop zone and the verdict list; the dossier never leaves the browser.

import { checkZip } from "./verify.js";

const input = document.getElementById("dossier-file");
const drop = document.getElementById("dossier-drop");
const verdict = document.getElementById("dossier-verdict");
const policy = document.getElementById("dossier-policy"); // optional: a text area or file input with the checker's policy

function show(steps) {
  verdict.replaceChildren
    ? verdict.replaceChildren(...steps.map(line))
    : steps.reduce((list, step) => (list.append(line(step)), list), clear(verdict));
}

function clear(list) {
  while (list.firstChild) list.removeChild(list.firstChild);
  return list;
}

function line({ ok, step, detail }) {
  const item = document.createElement("li");
  item.className = ok ? "verdict-ok" : "verdict-broken";
  item.textContent = `${ok ? "通过" : "不符"}　${step}　${detail}`;
  return item;
}

async function check(file) {
  verdict.setAttribute("aria-busy", "true");
  const given = policy && policy.value ? policy.value : undefined;
  const steps = await checkZip(await file.arrayBuffer(), given, file.name);
  const sound = steps.every((one) => one.ok);
  show([...steps, { ok: sound, step: "结论", detail: sound ? "全部通过" : "有不符之处，不可采信" }]);
  verdict.setAttribute("aria-busy", "false");
}

function first(list) {
  if (list && list.length) check(list[0]);
}

if (input) input.addEventListener("change", () => first(input.files));
if (drop) {
  drop.addEventListener("dragover", (event) => event.preventDefault());
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    first(event.dataTransfer.files);
  });
}

/* 会中各部分 The live region says which version each part of the page should be at; a part that is behind is fetched anew.
   <section data-part="task" data-version="…" data-url="…">, and in the region <i data-now="task" data-version="…">. */
(function () {
  "use strict";
  var AGAIN = 1500; // ms; until a part that could not be fetched is asked for once more

  // 已填内容 What was typed in a form comes back into the same form of the fresh part.
  function typed(part) {
    var kept = { fields: [], open: [] };
    part.querySelectorAll("form[action]").forEach(function (form) {
      form.querySelectorAll("textarea, input, select").forEach(function (field) {
        if (!field.name || ["hidden", "password", "file", "submit"].indexOf(field.type) >= 0) return;
        kept.fields.push({
          form: form.getAttribute("action"),
          name: field.name,
          mark: field.type === "radio" || field.type === "checkbox" ? field.value : null,
          value: field.type === "radio" || field.type === "checkbox" ? field.checked : field.value,
        });
      });
    });
    part.querySelectorAll("details[data-keep][open]").forEach(function (box) { kept.open.push(box.dataset.keep); });
    return kept;
  }

  function restore(part, kept) {
    kept.fields.forEach(function (was) {
      part.querySelectorAll("form[action]").forEach(function (form) {
        if (form.getAttribute("action") !== was.form) return;
        form.querySelectorAll('[name="' + was.name + '"]').forEach(function (field) {
          if (was.mark === null) field.value = was.value;
          else if (field.value === was.mark) field.checked = was.value;
        });
      });
    });
    part.querySelectorAll("details[data-keep]").forEach(function (box) {
      if (kept.open.indexOf(box.dataset.keep) >= 0) box.open = true;
    });
  }

  function partOf(name) {
    return document.querySelector('[data-part="' + name + '"]');
  }

  async function bring(name, version) {
    var part = partOf(name);
    if (!part || part.dataset.version === version || part.dataset.asking) return;
    part.dataset.asking = "1";
    try {
      var answer = await fetch(part.dataset.url, { headers: { "HX-Request": "true" }, credentials: "same-origin", cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      var box = document.createElement("template");
      box.innerHTML = await answer.text();
      var fresh = box.content.querySelector('[data-part="' + name + '"]');
      var old = partOf(name);
      if (!fresh || !old) return;
      var kept = typed(old);
      old.replaceWith(fresh);
      restore(fresh, kept);
      if (window.htmx) window.htmx.process(fresh);
    } catch (error) {
      delete part.dataset.asking;
      setTimeout(function () { bring(name, version); }, AGAIN);
    }
  }

  document.addEventListener("liuhen:fresh", function (event) {
    event.target.querySelectorAll("[data-now]").forEach(function (now) {
      bring(now.dataset.now, now.dataset.version);
    });
  });
})();

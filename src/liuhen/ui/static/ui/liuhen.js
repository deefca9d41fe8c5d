/* 页面行为 Small helps for every page; each page works without them. */
(function () {
  "use strict";

  // 语句 Sentences for people come from the page, in the page's language.
  function word(name) {
    var found = document.getElementById("words");
    var p = found && found.content.querySelector('[data-word="' + name + '"]');
    return p ? p.textContent : "";
  }

  function csrf() {
    return document.body.dataset.csrf || "";
  }

  // 拒绝框 The place of a form where a refusal is shown; made when the form has none.
  function slot(form) {
    var found = form.querySelector("[data-refusal]");
    if (!found) {
      found = document.createElement("div");
      found.className = "refusal-slot";
      found.dataset.refusal = "";
      found.tabIndex = -1;
      form.prepend(found);
    }
    return found;
  }

  function say(form, text) {
    var box = slot(form);
    var p = document.createElement("p");
    p.className = "notice notice-bad";
    p.setAttribute("role", "alert");
    p.textContent = text;
    box.replaceChildren(p);
    box.scrollIntoView({ block: "nearest" });
    box.focus({ preventScroll: true });
  }

  // 正文 Of a whole error page only its own words; a part is taken as it is.
  function heart(html) {
    if (!/<html/i.test(html)) return html;
    var found = new DOMParser().parseFromString(html, "text/html").querySelector(".refusal, .error-page");
    return found ? found.outerHTML : "";
  }

  function formOf(element) {
    return element && element.closest ? element.closest("form") : null;
  }

  document.addEventListener("htmx:configRequest", function (event) {
    if (csrf()) event.detail.headers["X-CSRFToken"] = csrf();
  });

  // 已填内容不丢 An answer of 400 and above goes into the form's slot; the form itself is not touched.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var detail = event.detail;
    var form = formOf(detail.requestConfig && detail.requestConfig.elt);
    if (detail.xhr.status < 400) {
      if (form && form.querySelector("[data-refusal]")) slot(form).replaceChildren();
      return;
    }
    if (!form) return;
    detail.serverResponse = heart(detail.xhr.responseText);
    detail.shouldSwap = Boolean(detail.serverResponse);
    detail.isError = false;
    detail.target = slot(form);
    detail.swapOverride = "innerHTML";
    if (!detail.shouldSwap) say(form, word("failed"));
  });

  // 登录已过期 A 401 sends the browser to the log-in page; a form somebody was filling in stays instead.
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    var form = formOf(event.detail.elt);
    if (event.detail.xhr.status !== 401 || !form || form.method !== "post") return;
    event.preventDefault();
    say(form, word("expired"));
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target && event.detail.target.matches("[data-refusal]")) {
      event.detail.target.focus({ preventScroll: true });
      event.detail.target.scrollIntoView({ block: "nearest" });
    }
  });

  document.addEventListener("htmx:sendError", function (event) {
    var form = formOf(event.detail.elt);
    if (form) say(form, word("failed"));
  });

  // 只交一次 A second press of the same button must not send twice; the button comes back with the page.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
  });

  // 打开的小菜单 A menu closes on Escape and when something else is pressed.
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.who[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.who[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  window.liuhen = { word: word, csrf: csrf, say: say, slot: slot };
})();

/* 实时区 A live region is asked for every half second while somebody can see it, and seldom when nobody can.
   <div data-live-url="…" data-live-version="7">: GET …?since=7 answers 204, or a fragment with X-Version; X-Wait says
   after how many milliseconds to ask again, so that a hundred screens do not ask all at once. */
(function () {
  "use strict";
  var BEAT = 500; // ms; a room must be fresh within one second
  var LEAST = 50; // ms; never sooner, whatever the server says
  var REST = 30000; // ms; the longest pause when hidden or failing

  function address(region) {
    var url = new URL(region.dataset.liveUrl, location.href);
    url.searchParams.set("since", region.dataset.liveVersion || "");
    return url;
  }

  function stale(region, isStale) {
    region.classList.toggle("is-stale", isStale);
    var note = region.previousElementSibling;
    var has = note && note.classList.contains("live-note");
    if (isStale && !has) {
      note = document.createElement("p");
      note.className = "live-note";
      note.setAttribute("role", "status");
      note.textContent = window.liuhen.word("offline");
      region.before(note);
    } else if (!isStale && has) note.remove();
  }

  async function show(region, answer) {
    if (answer.status === 204 || answer.status === 304) return;
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    region.innerHTML = await answer.text();
    region.dataset.liveVersion = answer.headers.get("X-Version") || "";
    if (window.htmx) window.htmx.process(region);
    region.dispatchEvent(new CustomEvent("liuhen:fresh", { bubbles: true }));
  }

  async function ask(region) {
    var cut = new AbortController();
    var timer = setTimeout(function () { cut.abort(); }, 5000);
    try {
      var answer = await fetch(address(region), {
        headers: { "HX-Request": "true", "X-Live": "1" },
        credentials: "same-origin",
        cache: "no-store",
        signal: cut.signal,
      });
      await show(region, answer);
      var wait = Number(answer.headers.get("X-Wait"));
      return wait >= LEAST && wait <= 2 * BEAT ? wait : BEAT;
    } finally {
      clearTimeout(timer);
    }
  }

  function follow(region) {
    if (region.dataset.liveOn) return;
    region.dataset.liveOn = "1";
    var pause = BEAT;
    var failures = 0;
    var timer = 0;
    var busy = false;
    var wait = BEAT;

    function next(wait) {
      clearTimeout(timer);
      timer = setTimeout(beat, wait);
    }

    async function beat() {
      if (!region.isConnected) return;
      if (busy) return;
      busy = true;
      try {
        wait = await ask(region);
        failures = 0;
        stale(region, false);
      } catch (error) {
        failures += 1;
        if (failures > 2) stale(region, true);
      }
      busy = false;
      var slow = failures > 0 || document.hidden;
      pause = slow ? Math.min(pause * 2, REST) : BEAT;
      next(slow ? pause : wait);
    }

    document.addEventListener("visibilitychange", function () {
      if (document.hidden) return;
      pause = BEAT;
      next(0);
    });
    window.addEventListener("online", function () { pause = BEAT; next(0); });
    next(BEAT);
  }

  function start(root) {
    if (root.matches && root.matches("[data-live-url]")) follow(root);
    root.querySelectorAll("[data-live-url]").forEach(follow);
  }

  start(document);
  document.addEventListener("htmx:load", function (event) { start(event.detail.elt); });
})();

// Links within the explorer without loading the page anew, and the article's text and rows linked both ways.
// Every link is a real address, so that without this script it still leads where it says.
(() => {
  "use strict";
  const inner = (a) => a && a.getAttribute("href")?.startsWith("?");
  const plain = (e) => !(e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || e.button > 0);
  const PAGE = "#root :is(main, .trouble)"; // in the notebook, once it is there
  let shown = "";

  // The notebook's hidden text field takes the address, as if it had been typed.
  const tell = () => {
    const field = document.querySelector("#accord-bridge marimo-text");
    if (!field) { location.reload(); return; }
    document.body.classList.add("wait");
    const value = location.search + "&_=" + Date.now(); // the same address twice is two visits
    field.dispatchEvent(new CustomEvent("marimo-value-input", { bubbles: true, composed: true, detail: { value, element: field } }));
  };
  const go = (query) => { history.pushState(null, "", query); tell(); };

  const point = (id, scrollText) => {
    const reader = document.querySelector(".reader");
    if (!reader) return;
    reader.querySelectorAll(".on").forEach((e) => e.classList.remove("on"));
    const spans = [...reader.querySelectorAll(".text [data-facts]")].filter((e) => e.dataset.facts.split(" ").includes(id));
    const row = reader.querySelector(`[data-row="${CSS.escape(id)}"]`);
    spans.forEach((e) => e.classList.add("on"));
    row?.classList.add("on");
    const [near, far] = scrollText ? [row, spans[0]] : [spans[0], row];
    near?.scrollIntoView({ block: "nearest" });
    far?.scrollIntoView({ block: "center" });
    (scrollText ? spans[0] : row?.querySelector(".go"))?.focus({ preventScroll: true });
  };

  document.addEventListener("click", (e) => {
    const a = e.target.closest?.("a[href]"), toggle = e.target.closest?.("[data-toggle]");
    if (toggle) {
      const off = toggle.getAttribute("aria-pressed") === "true";
      toggle.setAttribute("aria-pressed", String(!off));
      toggle.closest(".reader")?.classList.toggle("no-" + toggle.dataset.toggle, off);
    } else if (inner(a) && plain(e)) {
      e.preventDefault(); e.stopPropagation();
      go(a.getAttribute("href"));
    } else if (a && plain(e) && /^#(row|at)-/.test(a.getAttribute("href"))) {
      e.preventDefault(); e.stopPropagation();
      const [, side, id] = a.getAttribute("href").match(/^#(row|at)-(.*)$/);
      point(id, side === "at");
    }
  }, true);
  document.addEventListener("submit", (e) => {
    if (!e.target.matches?.("form.search")) return;
    e.preventDefault(); e.stopPropagation();
    go("?" + new URLSearchParams(new FormData(e.target)));
  }, true);
  addEventListener("popstate", tell);

  // The document came with its page (first_look.py); the notebook shows the same when it is there.
  const takeOver = () => {
    const first = document.getElementById("accord-first");
    if (!first || !document.querySelector(PAGE)) return;
    const at = scrollY;
    first.remove();
    if (!document.querySelector(".reader")) scrollTo(0, at);
  };

  const settled = () => {
    takeOver();
    const header = document.querySelector("#root header.top");
    if (!header || !document.querySelector(PAGE)) return;
    const now = location.search;
    const reader = document.querySelector(".reader");
    const key = now + "|" + (reader?.dataset.article ?? "");
    if (key === shown) return;
    if (reader ? now.includes(reader.dataset.article) : !/page=article(&|$)/.test(now)) {
      shown = key;
      document.body.classList.remove("wait");
      if (reader?.dataset.focus) point(reader.dataset.focus, true);
      else header.scrollIntoView({ block: "start" });
      const title = `${header.dataset.title} · Accord`;
      if (document.title !== title) document.title = title;
    }
  };
  addEventListener("DOMContentLoaded", () => {
    const focus = document.querySelector("#accord-first .reader")?.dataset.focus;
    if (focus) point(focus, true);
    new MutationObserver(() => { document.body.classList.remove("wait"); settled(); }).observe(document.body, { childList: true, subtree: true });
  });
})();

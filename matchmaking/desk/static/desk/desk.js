// The queue by keyboard: j and k step through the rows, Enter opens one, x ticks it, ? shows the keys.
(() => {
  "use strict";
  const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";
  const rows = () => [...document.querySelectorAll("#queue [data-row]")];
  const current = () => document.activeElement?.closest("#queue [data-row]");

  const step = (by) => {
    const all = rows();
    const at = all.indexOf(current());
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };

  const showKeys = () => {
    const keys = document.getElementById("keys");
    if (keys) keys.open = !keys.open;
  };

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    x: () => current()?.querySelector("input[type=checkbox]")?.click(),
    "?": showKeys,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !document.getElementById("queue")) return;
    if (event.target.closest(FIELDS) || document.querySelector("dialog[open]")) return;
    // Enter on the row itself opens it; on a link or a button inside, that has its own meaning.
    if (event.key === "Enter" && event.target.matches("[data-row]")) {
      event.target.querySelector("h2 a").click();
      return;
    }
    const act = KEYS[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();

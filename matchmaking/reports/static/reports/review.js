// The review desk by keyboard, and words selected in the text as a new candidate.
(() => {
  "use strict";
  const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";
  const current = () => document.querySelector("[data-current]");
  const press = (key) => document.querySelector(`#desk [data-key="${key}"]`)?.click();

  const step = (by) => {
    const cards = [...document.querySelectorAll("#desk .candidate")];
    const at = cards.indexOf(current());
    cards[at + by]?.querySelector("h3 a").click();
  };

  const openDialog = (id) => {
    const dialog = document.getElementById(id);
    if (dialog?.showModal) dialog.showModal();
  };

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press("accept"),
    r: () => openDialog("reject"),
    s: () => openDialog("split"),
    m: () => press("mark"),
    n: () => press("next-page"),
    p: () => press("previous-page"),
    e: () => document.querySelector("#edit textarea")?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest(FIELDS) || document.querySelector("dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !document.getElementById("desk")) return;
    const act = KEYS[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // The words selected in the text go into the form that adds a candidate.
  document.addEventListener("selectionchange", () => {
    const field = document.querySelector("#add textarea");
    const selection = document.getSelection();
    const text = document.querySelector("[data-report-text]");
    if (!field || !text || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
    const words = selection.getRangeAt(0).cloneContents();
    words.querySelectorAll(".mark-link").forEach((link) => link.remove());
    for (const line of words.querySelectorAll("p")) line.append(" ");
    field.value = words.textContent.replace(/\s+/g, " ").trim();
  });

  // What is current comes into sight: its card in the list, its mark on the page.
  const show = () => {
    const mark = document.querySelector(".report-text .is-current");
    const box = mark?.closest(".report-text");
    if (box) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
    const picture = document.querySelector(".page-picture");
    const place = picture?.querySelector(".page-line.is-chosen rect, .page-mark.is-current rect");
    if (place) {
      const top = place.getBoundingClientRect().top - picture.getBoundingClientRect().top;
      picture.scrollTop += top - picture.clientHeight / 3;
    }
  };

  const settle = (event) => {
    if (event.target.id !== "main" || !document.getElementById("desk")) return;
    const card = current();
    if (card && !document.getElementById("add")) {
      card.scrollIntoView({ block: "nearest" });
      card.focus({ preventScroll: true });
    }
    show();
  };
  document.addEventListener("htmx:afterSettle", settle);
  document.addEventListener("load", (event) => {
    if (event.target.matches?.(".page-picture img")) show();
  }, true);
  document.addEventListener("DOMContentLoaded", show);
})();

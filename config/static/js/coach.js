// The coach beside a form reads what was saved: its panel is drawn anew after each saving.
//
// What a person has unfolded stays unfolded, and nothing is drawn while they type into the panel.
(() => {
  "use strict";
  const panel = () => document.getElementById("coach");
  let unfolded = [];

  document.addEventListener("autosaved", () => {
    const shown = panel();
    const typing = shown?.contains(document.activeElement) && document.activeElement.matches("input");
    if (shown && !typing) htmx.trigger(shown, "coach-refresh");
  });
  document.addEventListener("htmx:beforeSwap", () => {
    unfolded = [...(panel()?.querySelectorAll("details[open]") ?? [])].map((part) => part.id);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of unfolded) panel()?.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  });
})();

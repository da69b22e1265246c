// What every page does: the busy bar, menus that close, focus on mistakes, announcements.
(() => {
  "use strict";
  const root = document.documentElement;
  const busy = (on) => root.classList.toggle("is-busy", on);

  document.addEventListener("htmx:beforeRequest", (event) => busy(Boolean(event.detail.boosted)));
  document.addEventListener("htmx:afterRequest", () => busy(false));
  window.addEventListener("pageshow", () => busy(false));
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.hasAttribute("data-download")) return;
    if (event.target.dataset.sent && event.target.method === "post") {
      event.preventDefault(); // a second click on a slow line sends nothing twice
      return;
    }
    event.target.dataset.sent = "1";
    setTimeout(() => delete event.target.dataset.sent, 8000);
    busy(true);
  });

  // Menus are <details>: Escape and a click elsewhere close them.
  const close = (menu) => menu.removeAttribute("open");
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("[data-menu][open]")) {
      if (!menu.contains(event.target)) close(menu);
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("[data-menu][open]");
    if (!menu) return;
    close(menu);
    menu.querySelector("summary").focus();
  });

  // On a small screen the filters begin folded; without scripts they stay open.
  const narrow = window.matchMedia("(max-width: 61.99rem)");
  let facetsOpen = !narrow.matches;
  const foldFacets = () => document.querySelector("[data-facets]")?.toggleAttribute("open", facetsOpen);
  foldFacets();
  document.querySelector("[data-error-summary]")?.focus();

  document.addEventListener("htmx:beforeSwap", () => {
    facetsOpen = document.querySelector("[data-facets]")?.open ?? facetsOpen;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "main") return; // a small part, such as "draft saved", moves nothing
    foldFacets();
    const news = event.target.querySelector("[data-announce]");
    if (news) document.getElementById("announcer").textContent = news.textContent.replace(/\s+/g, " ").trim();
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("main details:not([data-dialog], [data-menu])")) part.open = true;
  });
})();

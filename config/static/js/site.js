// What every page does: the busy bar, menus that close, focus on mistakes, announcements.
(() => {
  "use strict";
  const root = document.documentElement;
  const busy = (on) => root.classList.toggle("is-busy", on);

  document.addEventListener("htmx:beforeRequest", () => busy(true));
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
  const foldFacets = (part) => {
    if (!narrow.matches) return;
    for (const panel of part.querySelectorAll("[data-facets]")) close(panel);
  };

  const prepare = (part) => {
    foldFacets(part);
    part.querySelector("[data-error-summary]")?.focus();
  };
  prepare(document);
  document.addEventListener("htmx:afterSettle", (event) => {
    prepare(document);
    const news = document.querySelector("[data-announce]");
    if (news) document.getElementById("announcer").textContent = news.textContent.trim();
    if (event.target === document.body) document.getElementById("main")?.focus();
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("main details:not([data-dialog], [data-menu])")) part.open = true;
  });
})();

// The form of a record tells at once that it was closed; without this, its presence runs out.
(() => {
  "use strict";
  const place = document.querySelector("[data-presence]");
  const token = document.querySelector("#record-form [name=csrfmiddlewaretoken]");
  if (!place || !token) return;
  window.addEventListener("pagehide", () => {
    const said = new FormData();
    said.append("csrfmiddlewaretoken", token.value);
    said.append("left", "1");
    navigator.sendBeacon(place.dataset.presence, said);
  });
})();

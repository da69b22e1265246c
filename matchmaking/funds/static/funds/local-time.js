// Beside a moment that is written on the clock of a call: the same on the reader's own clock.
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const language = document.documentElement.lang || "en";
  const clock = new Intl.DateTimeFormat(language, {
    dateStyle: "long", timeStyle: "short", timeZone: zone,
  });
  const show = (root) => {
    for (const time of root.querySelectorAll("time[data-local-time]")) {
      const note = document.createElement("span");
      note.className = "note d-block";
      note.textContent = `${time.dataset.localTime} ${clock.format(new Date(time.dateTime))} (${zone})`;
      time.removeAttribute("data-local-time");
      time.append(note);
    }
  };
  show(document);
  document.addEventListener("htmx:afterSwap", () => show(document));
})();

// <form data-autosave="URL"> posts its fields a few seconds after a change.
//
// The answer is JSON: {"version": n} when saved, with status 409 and {"message": "..."} when
// somebody else has saved since; then saving stops, so that nothing newer is overwritten.
// Words: data-saving, data-saved (with {time}), data-not-saved.
(() => {
  "use strict";
  const PAUSE = 3000;

  const watch = (form) => {
    const status = form.querySelector("[data-autosave-status]") ?? statusLine(form);
    let timer = 0;
    let running = false;
    let again = false;
    let stopped = false;

    const say = (text, wrong = false) => {
      status.textContent = text;
      status.classList.toggle("saved-wrong", wrong);
    };

    const save = async () => {
      if (running) { again = true; return; } // one at a time: each carries the version of the last
      running = true;
      delete form.dataset.changed;
      say(form.dataset.saving ?? "…");
      try {
        await send(form, say, () => { stopped = true; });
      } catch {
        form.dataset.changed = "1";
        say(form.dataset.notSaved ?? "", true);
        schedule(PAUSE * 5);
      }
      running = false;
      if (again) { again = false; schedule(PAUSE); }
    };

    const schedule = (pause) => {
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(save, pause);
    };
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => schedule(PAUSE));
    form.addEventListener("submit", () => { stopped = true; clearTimeout(timer); });
  };

  const send = async (form, say, stop) => {
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) {
      if (value instanceof File) fields.delete(name); // files go with the form itself
    }
    const answer = await fetch(form.dataset.autosave, {
      method: "POST", body: fields, headers: { Accept: "application/json", "X-Requested-With": "fetch" },
    });
    const said = await answer.json();
    if (answer.status === 409 || answer.status === 403) {
      stop();
      form.dataset.changed = "1";
      say(said.message ?? form.dataset.notSaved ?? "", true);
    } else if (answer.ok) {
      if (said.version !== undefined && form.elements.version) form.elements.version.value = said.version;
      say(words(form, said));
    } else {
      throw new Error(String(answer.status));
    }
  };

  const words = (form, said) => {
    const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    return said.message ?? (form.dataset.saved ?? "{time}").replace("{time}", now);
  };

  const statusLine = (form) => {
    const line = document.createElement("p");
    line.className = "saved";
    line.setAttribute("role", "status");
    form.append(line);
    return line;
  };

  document.querySelectorAll("form[data-autosave]").forEach(watch);
})();

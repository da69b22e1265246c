// <form data-autosave="URL"> posts its fields a few seconds after a change.
//
// The answer is JSON: {"version": n} when saved, with status 409 and {"message": "..."} when
// somebody else has saved since; then saving stops, so that nothing newer is overwritten. With
// {"kept": true} the server has set the text aside for its author, and goes on doing so.
// It may also hold {"fields": {name: value}} for hidden inputs, such as the numbers of new rows.
// What is not saved yet when the page is left is sent on the way out. Whoever presses Save while
// the draft is being saved waits for it: their save would carry a version that is no longer the last.
// Words: data-saving, data-saved (with {time}), data-not-saved.
(() => {
  "use strict";
  const PAUSE = 3000;
  const LONGEST_WAIT = 10000;

  const watch = (form) => {
    const status = form.querySelector("[data-autosave-status]") ?? statusLine(form);
    let timer = 0;
    let running = null;
    let again = false;
    let stopped = false;

    const say = (text, wrong = false) => {
      status.textContent = text;
      status.classList.toggle("saved-wrong", wrong);
    };

    const save = async (leaving = false) => {
      if (running) { again = true; return; } // one at a time: each carries the version of the last
      timer = 0;
      say(form.dataset.saving ?? "…");
      running = send(form, say, () => { stopped = true; }, leaving).catch(() => {
        say(form.dataset.notSaved ?? "", true);
        schedule(PAUSE * 5);
      });
      await running;
      running = null;
      if (again) { again = false; schedule(PAUSE); }
    };

    const schedule = (pause) => {
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(() => save(), pause);
    };
    const flush = () => {
      if (!timer || stopped) return;
      clearTimeout(timer);
      save(true);
    };
    document.addEventListener("visibilitychange", () => document.hidden && flush());
    window.addEventListener("pagehide", flush);
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => schedule(PAUSE));
    form.addEventListener("submit", async (event) => {
      const isWaiting = stopped && running;
      stopped = true;
      clearTimeout(timer);
      if (!running) return;
      event.preventDefault();
      if (isWaiting) return; // pressed twice
      const { submitter } = event;
      await Promise.race([running, new Promise((done) => setTimeout(done, LONGEST_WAIT))]);
      running = null;
      form.requestSubmit(submitter);
    });
  };

  const send = async (form, say, stop, leaving) => {
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) {
      if (value instanceof File) fields.delete(name); // files go with the form itself
    }
    const answer = await fetch(form.dataset.autosave, {
      method: "POST", body: fields, keepalive: leaving, headers: { Accept: "application/json" },
    });
    const said = await answer.json();
    if (answer.status === 409 || answer.status === 403) {
      if (!said.kept) stop();
      say(said.message ?? form.dataset.notSaved ?? "", true);
    } else if (answer.ok) {
      fill(form, { ...said.fields, ...(said.version === undefined ? {} : { version: said.version }) });
      say(words(form, said));
      form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true }));
    } else {
      throw new Error(String(answer.status));
    }
  };

  const fill = (form, values) => {
    for (const [name, value] of Object.entries(values)) {
      const input = form.elements[name];
      if (input?.type === "hidden") input.value = value; // never what a person is typing
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

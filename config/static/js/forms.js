// Rows of a formset can be added and removed; leaving a changed form asks first.
(() => {
  "use strict";

  const removable = (formset, row) => {
    const tick = row.querySelector("input[type=checkbox][name$='-DELETE']");
    if (!tick || !formset.dataset.remove) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-link btn-sm";
    button.textContent = formset.dataset.remove;
    button.addEventListener("click", () => {
      tick.checked = true; // the server deletes it on saving
      row.hidden = true;
      tick.dispatchEvent(new Event("change", { bubbles: true }));
      formset.querySelector("[data-add-row]").focus();
    });
    tick.closest(".formset-delete").hidden = true;
    row.append(button);
    row.hidden = tick.checked;
  };

  const addRow = (formset) => {
    const total = formset.querySelector("input[name$='-TOTAL_FORMS']");
    const holder = document.createElement("template");
    holder.innerHTML = formset.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
    const row = holder.content.querySelector("[data-row]");
    total.value = Number(total.value) + 1;
    formset.querySelector("[data-rows]").append(row);
    removable(formset, row);
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  };

  const prepare = (formset) => {
    if (formset.dataset.ready) return;
    formset.dataset.ready = "1";
    formset.querySelectorAll("[data-row]").forEach((row) => removable(formset, row));
    const button = formset.querySelector("[data-add-row]");
    const most = Number(formset.querySelector("input[name$='-MAX_NUM_FORMS']").value || 1000);
    const total = formset.querySelector("input[name$='-TOTAL_FORMS']");
    button.hidden = false;
    button.addEventListener("click", () => {
      addRow(formset);
      button.disabled = Number(total.value) >= most;
    });
  };

  const prepareAll = () => document.querySelectorAll("[data-formset]").forEach(prepare);
  prepareAll();
  document.addEventListener("htmx:afterSettle", prepareAll);

  // data-guard: ask before leaving with changes that nobody has saved.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) form.dataset.changed = "1";
  });
  document.addEventListener("submit", (event) => delete event.target.dataset.changed);
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-changed]")) event.preventDefault();
  });
})();

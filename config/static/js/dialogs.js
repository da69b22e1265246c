// <details data-dialog> becomes a button and a modal <dialog>.
(() => {
  "use strict";

  const closeButton = (word) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "dialog-close";
    button.textContent = "×";
    button.setAttribute("aria-label", word);
    return button;
  };

  const upgrade = (source) => {
    const summary = source.querySelector("summary");
    const opener = document.createElement("button");
    opener.type = "button";
    opener.className = summary.className;
    opener.append(...summary.childNodes);
    opener.setAttribute("aria-haspopup", "dialog");

    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.id = source.id;
    dialog.setAttribute("aria-labelledby", `${source.id}-title`);
    dialog.append(...source.querySelector(".dialog-body").childNodes);
    const close = closeButton(source.dataset.close);
    dialog.append(close);

    opener.addEventListener("click", () => dialog.showModal());
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog && !inside(dialog, event)) dialog.close();
    });
    const wasOpen = source.open;
    source.replaceWith(opener, dialog);
    if (wasOpen) dialog.showModal();
  };

  const inside = (dialog, event) => {
    const box = dialog.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  };

  const upgradeAll = () => document.querySelectorAll("details[data-dialog]").forEach(upgrade);
  upgradeAll();
  document.addEventListener("htmx:afterSettle", upgradeAll);
})();

// A button beside each citation that puts it on the clipboard. Without script it can be selected and copied by hand.
"use strict";

(() => {
  const SHOWN_MS = 2000;

  const select = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  const copy = async (node) => {
    try {
      await navigator.clipboard.writeText(node.textContent);
      return true;
    } catch {
      // Only pages of https and of this machine may write to the clipboard; elsewhere the browser copies what is selected.
      select(node);
      return document.execCommand("copy");
    }
  };

  for (const list of document.querySelectorAll("dl[data-copy]")) {
    for (const item of list.children) {
      const text = item.querySelector("dd > *");
      const label = item.querySelector("dt");
      if (!text || !label) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = list.dataset.copy;
      button.setAttribute("aria-label", `${list.dataset.copy} ${label.textContent}`);
      button.addEventListener("click", async () => {
        if (!(await copy(text))) return;
        button.textContent = list.dataset.copied;
        setTimeout(() => { button.textContent = list.dataset.copy; }, SHOWN_MS);
      });
      const place = document.createElement("dd"); // in a list of definitions nothing else may stand
      place.className = "copy";
      place.append(button);
      item.append(place);
    }
  }
})();

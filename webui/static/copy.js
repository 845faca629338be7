// Buttons that copy: the lasting address of a hit, the citations of a record. Without script an address is a link and a citation is selected by hand.
"use strict";

(() => {
  const SHOWN_MS = 2000;
  const status = document.getElementById("status");
  const { copy: word, copied: done, failed } = status.dataset;

  const select = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  // `shown` is where the text stands on the page, null where it does not.
  const copy = async (text, shown) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Only pages of https and of this machine may write to the clipboard; elsewhere the browser copies what is selected.
      const node = shown || document.createElement("span");
      if (!shown) {
        node.className = "unseen";
        node.textContent = text;
        document.body.append(node);
      }
      select(node);
      const isCopied = document.execCommand("copy");
      if (!shown) node.remove();
      return isCopied;
    }
  };

  const tell = (button, isCopied) => {
    button.dataset.label ||= button.textContent; // a second click finds another word there
    button.textContent = status.textContent = isCopied ? done : failed;
    setTimeout(() => {
      button.textContent = button.dataset.label;
      status.textContent = "";
    }, SHOWN_MS);
  };

  for (const citation of document.querySelectorAll("#cite > div")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word;
    button.setAttribute("aria-label", `${word} ${citation.querySelector("dt").textContent}`);
    const place = document.createElement("dd"); // in a list of definitions nothing else may stand
    place.className = "copy";
    place.append(button);
    citation.append(place);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy, .copy > button");
    if (!button) return;
    const cited = button.closest("#cite > div");
    const shown = cited && cited.querySelector("dd > *");
    tell(button, await copy(shown ? shown.textContent : new URL(button.dataset.copy, location.href).href, shown));
  });
})();

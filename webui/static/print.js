// The picture of a page and the list beside it: where one is, on either side, is marked on the other. The page works without it.
"use strict";

(() => {
  const items = new Map();
  for (const item of document.querySelectorAll(".hits > .hit[id]")) {
    const link = item.querySelector("h2 a[href]");
    if (link) items.set(link.getAttribute("href"), item);
  }
  for (const area of document.querySelectorAll(".areas a")) {
    const item = items.get(area.getAttribute("href"));
    if (!item) continue;
    const pairs = [[area, item], [item, area]];
    for (const [here, there] of pairs) {
      const on = () => there.classList.add("lit");
      const off = () => there.classList.remove("lit");
      here.addEventListener("pointerenter", on);
      here.addEventListener("pointerleave", off);
      here.addEventListener("focusin", on);
      here.addEventListener("focusout", off);
    }
  }
})();

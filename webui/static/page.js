// Keys and what was ticked: `/` goes to the search box, `j` and `k` to the next and the previous hit. Every page works without it.
"use strict";

(() => {
  // Single keys can be switched off (WCAG 2.2, 2.1.4): who speaks to the computer would press them by speaking.
  const KEYS = "keys";
  const stored = () => {
    try {
      return localStorage.getItem(KEYS);
    } catch {
      return null; // forbidden by the browser's settings
    }
  };
  let keysOn = stored() !== "off";
  const keySwitch = document.querySelector("button[data-keys]");
  const told = () => {
    keySwitch.setAttribute("aria-pressed", String(keysOn));
  };
  if (keySwitch) {
    told();
    keySwitch.addEventListener("click", () => {
      keysOn = !keysOn;
      try {
        localStorage.setItem(KEYS, keysOn ? "on" : "off");
      } catch {
        // for this page only
      }
      told();
    });
  }

  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  const step = (by) => {
    const links = [...document.querySelectorAll(".hits > .hit h2 a[href], .photos > .photo h2 a[href]")];
    if (!links.length) return false;
    const now = document.activeElement;
    let place = links.indexOf(now);
    if (place < 0) {
      // From wherever one is: the next hit after it, or the one before it.
      const after = links.findIndex((link) => now.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING);
      const next = now === document.body || now.contains(links[0]) ? 0 : after < 0 ? links.length : after;
      place = by > 0 ? next - 1 : next;
    }
    const link = links[Math.min(links.length - 1, Math.max(0, place + by))];
    link.focus();
    link.scrollIntoView({ block: "nearest" });
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (!keysOn || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const box = document.getElementById("q");
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    } else if ((event.key === "j" || event.key === "k") && step(event.key === "j" ? 1 : -1)) {
      event.preventDefault();
    }
  });

  // What is ticked on a page of results stays ticked on the next one, until the selection is emptied.
  const PICKED = "picked";
  const MOST = 500; // of an address
  const picked = () => {
    try {
      return JSON.parse(localStorage.getItem(PICKED) || "[]");
    } catch {
      return []; // forbidden, or something else stands there
    }
  };
  const keep = (ids) => {
    try {
      localStorage.setItem(PICKED, JSON.stringify(ids.slice(-MOST)));
    } catch {
      // for this page only
    }
  };
  const form = document.getElementById("pick");
  if (form) {
    const counts = form.querySelector("[data-picked]");
    const count = () => {
      const number = picked().length;
      counts.textContent = number ? counts.dataset.picked.replace("{n}", number) : "";
    };
    count();
    const boxes = [...document.querySelectorAll('input[form="pick"][name="id"]')];
    const before = new Set(picked());
    for (const box of boxes) box.checked = box.checked || before.has(box.value);
    document.addEventListener("change", (event) => {
      if (!boxes.includes(event.target)) return;
      const rest = picked().filter((id) => id !== event.target.value);
      keep(event.target.checked ? [...rest, event.target.value] : rest);
      count();
      document.getElementById("status").textContent = counts.textContent;
    });
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      // Back from where some were dropped, on the page as it was left.
      const now = new Set(picked());
      for (const box of boxes) box.checked = now.has(box.value);
      count();
    });
    form.addEventListener("formdata", (event) => {
      const ticked = event.formData.getAll("id");
      const shown = boxes.map((box) => box.value);
      const all = [...picked().filter((id) => !shown.includes(id) || ticked.includes(id))];
      event.formData.delete("id");
      for (const id of new Set([...all, ...ticked])) event.formData.append("id", id);
    });
  }
  document.addEventListener("click", (event) => {
    const drop = event.target.closest("a[data-drop], a[data-drop-all]");
    if (drop) keep(drop.dataset.drop ? picked().filter((id) => !drop.dataset.drop.split(" ").includes(id)) : []);
  });
})();

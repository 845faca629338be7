// Suggestions while one types: a combobox on the search box (WAI-ARIA: list autocomplete with manual selection).
// The page works without it. Nothing is asked while an input method composes: the letters of pinyin are not yet what is meant.
"use strict";

(() => {
  const WAIT_MS = 150;
  const form = document.querySelector("form.searchbox[data-suggest]");
  const input = form && form.querySelector("input[type=search]");
  if (!input || !window.fetch || !window.AbortController) return;

  const words = form.dataset;
  const known = new Map(); // what was asked on this page already
  let composing = false;
  let timer = 0;
  let running = null;
  let quietUntil = 0; // the engine is away: Retry-After
  let options = [];
  let active = -1;

  const list = document.createElement("div");
  list.id = "suggestions";
  list.className = "suggest";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.label);
  list.hidden = true;
  const status = document.createElement("span");
  status.className = "unseen";
  status.setAttribute("role", "status");
  form.append(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const part = (className, text) => {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    return element;
  };

  const choose = (index) => {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = index;
    const option = options[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const close = () => {
    choose(-1);
    list.hidden = true;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
  };

  const stop = () => {
    clearTimeout(timer);
    if (running) running.abort();
    running = null;
  };

  const show = (suggestions) => {
    choose(-1);
    options = suggestions.map((suggestion, index) => {
      const option = document.createElement("a");
      option.id = `suggestion-${index}`;
      option.href = suggestion.url;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(part("suggest-kind", words[suggestion.kind] || suggestion.kind), part("suggest-text", suggestion.text));
      const one = suggestion.kind === "headline" && suggestion.count === 1; // leads to the record itself
      if (!one) option.append(part("n", words.count.replace("{n}", suggestion.count.toLocaleString("en"))));
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = options.length ? words.some.replace("{n}", options.length) : words.none;
  };

  const ask = async (text) => {
    const asked = new AbortController();
    running = asked;
    try {
      const answer = await fetch(`${words.suggest}?q=${encodeURIComponent(text)}`, { signal: asked.signal });
      if (answer.status === 503) quietUntil = Date.now() + 1000 * (Number(answer.headers.get("Retry-After")) || 10);
      if (!answer.ok) return close();
      const { suggestions } = await answer.json();
      known.set(text, suggestions);
      if (running === asked && !composing && document.activeElement === input) show(suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close(); // no network: the form itself will say so
    } finally {
      if (running === asked) running = null;
    }
  };

  const typed = () => {
    stop();
    const text = input.value.trim();
    if (composing) return;
    if (!text) return close();
    if (known.has(text)) return show(known.get(text));
    if (Date.now() < quietUntil) return close();
    timer = setTimeout(ask, WAIT_MS, text);
  };

  input.addEventListener("compositionstart", () => {
    composing = true;
    stop();
    close(); // the input method has a list of its own there
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    typed();
  });
  input.addEventListener("input", typed);
  input.addEventListener("blur", () => {
    stop();
    close();
  });
  form.addEventListener("submit", stop);
  window.addEventListener("pagehide", () => {
    stop();
    close();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus

  input.addEventListener("keydown", (event) => {
    if (composing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) {
        if (event.key === "ArrowDown" && input.value.trim()) {
          event.preventDefault();
          typed();
        }
        return;
      }
      event.preventDefault();
      // The box itself is one of the stops: below the last and above the first.
      const stops = options.length + 1;
      choose(((active + 1 + (event.key === "ArrowDown" ? 1 : -1) + stops) % stops) - 1);
    } else if (event.key === "Escape") {
      if (!list.hidden) event.preventDefault(); // the text stays; a second Escape is the browser's
      stop();
      close();
    } else if (event.key === "Enter" && options[active] && !list.hidden) {
      event.preventDefault();
      options[active].click();
    }
  });
})();

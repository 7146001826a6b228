// Narrows the folded lists of a page: only entries that hold every word typed, in folds that are open.
(() => {
  "use strict";

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  for (const form of document.querySelectorAll("form.list-filter")) {
    const field = form.querySelector("input");
    const found = form.querySelector(".found");
    const folds = [...document.querySelectorAll("article .fact-fold, .content .fact-fold")];
    const lists = [...new Set(folds)].map((each) => {
      const items = [...each.querySelectorAll("li")].map((item) => [item, fold(item.textContent)]);
      return { each, items, open: each.open };
    });

    function show() {
      const words = fold(field.value).split(/\s+/).filter(Boolean);
      const shown = new Set();
      for (const { each, items, open } of lists) {
        let count = 0;
        for (const [item, text] of items) {
          item.hidden = !words.every((word) => text.includes(word));
          if (item.hidden) continue;
          count += 1;
          shown.add(item.querySelector("a")?.href ?? text);
        }
        each.hidden = !count;
        each.open = words.length ? count > 0 : open;
      }
      found.textContent = words.length ? `${shown.size} found.` : "";
    }

    field.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    if (field.value) show(); // the browser kept what was typed
  }
})();

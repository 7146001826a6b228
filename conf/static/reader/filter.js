// Narrows the folded lists of a page: only entries that hold every word typed and what is chosen, in folds that are open.
(() => {
  "use strict";

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const labels = (item) => [...item.querySelectorAll(".fact-label")].map((each) => each.textContent);

  for (const form of document.querySelectorAll("form.list-filter")) {
    const field = form.querySelector("input");
    const found = form.querySelector(".found");
    const folds = [...document.querySelectorAll("article .fact-fold, .content .fact-fold")];
    const lists = [...new Set(folds)].map((each) => {
      const items = [...each.querySelectorAll("li")].map((item) => [item, fold(item.textContent), labels(item)]);
      return { each, title: each.querySelector(".fold-title").textContent, items, open: each.open };
    });

    // A choice offers what there is: the folds, or the labels of their entries.
    const choices = { fold: null, label: null };
    for (const select of form.querySelectorAll("select")) {
      const all = lists.flatMap(({ title, items }) => (select.dataset.of === "fold" ? [title] : items.flatMap((item) => item[2])));
      select.append(...[...new Set(all)].map((each) => new Option(each, each)));
      select.addEventListener("change", show);
      choices[select.dataset.of] = select;
    }

    function show() {
      const words = fold(field.value).split(/\s+/).filter(Boolean);
      const one = choices.fold?.value;
      const label = choices.label?.value;
      const narrowed = Boolean(words.length || one || label);
      const shown = new Set();
      for (const { each, title, items, open } of lists) {
        let count = 0;
        for (const [item, text, marks] of items) {
          item.hidden = !(words.every((word) => text.includes(word)) && (!one || title === one) && (!label || marks.includes(label)));
          if (item.hidden) continue;
          count += 1;
          shown.add(item.querySelector("a")?.href ?? text);
        }
        each.hidden = !count;
        each.open = narrowed ? count > 0 : open;
      }
      const advice = shown.size ? "" : " Every word must fit: take fewer, or ask in the field at the top of the page.";
      found.textContent = narrowed ? `${shown.size} found.${advice}` : "";
    }

    field.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    if (field.value || choices.fold?.value || choices.label?.value) show(); // the browser kept what was typed
  }
})();

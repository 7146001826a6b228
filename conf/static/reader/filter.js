// Narrows the folded lists of a page by what is chosen; words are searched as everywhere on the site, the best fit first.
(() => {
  "use strict";

  const MOST = 100; // entries that may be found
  const NEAREST = 3; // entries that are shown when none fits
  const FIT = 0.6; // the part of what the best entry holds that an entry must hold
  const NAMELESS = new Set(["page", "term"]);
  const labels = (item) => [...item.querySelectorAll(".fact-label")].map((each) => each.textContent);
  const plain = (address) => address.split("#")[0];

  // The entries of a list that fit words: each address with its place; none of them is sure if nothing fits well.
  async function ranked(text, known) {
    await results.complete();
    const { found } = await results.find(text, { typing: true, most: MOST * 10 });
    const here = found.filter(({ item }) => !NAMELESS.has(item.kind) && known.has(item.address));
    const best = Math.max(...here.map(({ covered }) => covered), 0);
    const sure = best >= results.SURE;
    const fitting = here.filter(({ covered }) => covered >= FIT * best).slice(0, sure ? MOST : NEAREST);
    return { sure, places: new Map(fitting.map(({ item }, place) => [item.address, place])) };
  }

  for (const form of document.querySelectorAll("form.list-filter")) {
    const field = form.querySelector("input");
    const found = form.querySelector(".found");
    const best = form.querySelector(".best");
    const folds = [...document.querySelectorAll("article .fact-fold, .content .fact-fold")];
    const lists = [...new Set(folds)].map((each) => {
      const items = [...each.querySelectorAll("li")].map((item) => ({ item, marks: labels(item), address: item.querySelector("a")?.href ?? "" }));
      return { each, title: each.querySelector(".fold-title").textContent, items, open: each.open };
    });
    const known = new Set(lists.flatMap(({ items }) => items.flatMap(({ address }) => [address, plain(address)])));
    let turn = 0;

    // A choice offers what there is: the folds, or the labels of their entries.
    const choices = { fold: null, label: null };
    for (const select of form.querySelectorAll("select")) {
      const all = lists.flatMap(({ title, items }) => (select.dataset.of === "fold" ? [title] : items.flatMap(({ marks }) => marks)));
      select.append(...[...new Set(all)].map((each) => new Option(each, each)));
      select.addEventListener("change", show);
      choices[select.dataset.of] = select;
    }

    // A copy of an entry, with the name of its fold where folds can be chosen; the entry keeps its address.
    function copied({ item }, title) {
      const copy = item.cloneNode(true);
      for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
      if (choices.fold) (copy.querySelector("p") ?? copy).append(results.element("small", "", ` ${title}`));
      return copy;
    }

    async function show() {
      const mine = ++turn;
      const text = field.value.trim();
      const one = choices.fold?.value;
      const label = choices.label?.value;
      const { sure = true, places } = text ? await ranked(text, known) : {};
      if (mine !== turn) return; // the reader has gone on
      const place = ({ address }) => places.get(address) ?? places.get(plain(address));
      const shown = [];
      for (const { each, title, items, open } of lists) {
        for (const entry of items) {
          entry.item.hidden = Boolean((one && title !== one) || (label && !entry.marks.includes(label)));
          if (!entry.item.hidden && (!text || place(entry) !== undefined)) shown.push([entry, title]);
        }
        each.hidden = Boolean(text) || items.every(({ item }) => item.hidden);
        each.open = one || label ? !each.hidden : open;
      }
      const count = new Set(shown.map(([{ address }]) => address)).size;
      const first = new Map([...shown].reverse().map((each) => [each[0].address, each])); // an entry may stand in two folds
      const fitting = text ? [...first.values()].sort(([one], [other]) => place(one) - place(other)) : [];
      best.replaceChildren(...fitting.map((each) => copied(...each)));
      const none = `Nothing here fits “${text}” well. ${count ? "The nearest:" : "Take other words, or ask in the field at the top of the page."}`;
      found.textContent = !(text || one || label) ? "" : text && !(sure && count) ? none : `${count} found${text && count > 1 ? ", the best first" : ""}.`;
    }

    field.addEventListener("focus", () => results.complete().catch(() => {}), { once: true });
    field.addEventListener("input", () => show());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    if (field.value || choices.fold?.value || choices.label?.value) show(); // the browser kept what was typed
  }
})();

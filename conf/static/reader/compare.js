// Puts two or three types side by side. The cells of a type come from its own small script.
(() => {
  "use strict";

  const form = document.getElementById("compare-form");
  const result = document.getElementById("compare-result");
  const list = document.getElementById("pick-list");
  if (!form) return;
  const { rows, groups } = JSON.parse(document.getElementById("compare-data").textContent);
  const root = document.documentElement.dataset.content_root ?? "../";
  const picks = ["a", "b", "c"].map((name) => form.elements[name]);
  const found = form.querySelector(".found");
  const types = [...list.querySelectorAll("li[data-id]")].map((item) => {
    const link = item.querySelector("a");
    return { id: item.dataset.id, name: link?.textContent ?? item.dataset.id, href: link?.href, glyph: item.querySelector(".glyph") };
  });

  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };

  // What is suggested while a reader types: each type by all its names.
  const byAddress = new Map(types.map((type) => [type.href, type]));
  form.addEventListener("focusin", () => suggest(), { once: true });
  async function suggest() {
    const { entries } = await finder.known();
    const options = entries.flatMap(({ address, names }) => {
      const type = byAddress.get(address);
      const called = type ? names.filter((each) => each !== type.id) : [];
      return called.map((value) => make("option", value === type.name ? { value } : { value, label: `${value}: ${type.name}` }));
    });
    form.querySelector("datalist").append(...options);
  }

  // The type that a reader means: nothing if nothing is asked, undefined if no type is called so.
  async function meant(text) {
    if (!text.trim()) return null;
    const known = types.find(({ id, name }) => text === id || text === name);
    if (known) return known;
    const meant = await finder.treatments(text);
    return meant.map((address) => byAddress.get(address)).find(Boolean);
  }

  // A script and not fetch(): that works from a disk, too.
  const loaded = new Map();
  const waiting = new Map();
  window.taxonomyType = (id, type) => waiting.get(id)?.(type);
  function load(id) {
    if (!loaded.has(id)) {
      loaded.set(
        id,
        new Promise((resolve, reject) => {
          waiting.set(id, resolve);
          const script = make("script", { src: `${root}_static/types/${id}.js` });
          script.addEventListener("error", () => {
            loaded.delete(id);
            reject(new Error(`The facts on “${id}” could not be loaded.`));
          });
          document.head.append(script);
        }),
      );
    }
    return loaded.get(id);
  }

  // The small picture of the two circles, as it stands in the list, and stays with the name.
  function pictured(name) {
    const known = types.find((type) => type.name === name)?.glyph;
    return known ? [make("span", { class: "named" }, known.cloneNode(true), "\u00a0")] : [];
  }

  const label = (text) => make("span", { class: "fact-label fact-warning" }, text);

  function paragraph(line) {
    if (typeof line === "string") return make("p", {}, line);
    const [text, warning] = line;
    return text.includes(warning) ? make("p", { class: "fact-warning" }, text) : make("p", {}, text, " ", label(warning));
  }

  function cell(type, key, numbers) {
    const [lines, keys] = type.rows[key];
    const td = make("td", { "data-label": type.name }, ...lines.map(paragraph));
    const cited = keys.map((each) => {
      if (!numbers.has(each)) numbers.set(each, { number: numbers.size + 1, source: type.sources[each] });
      const { number } = numbers.get(each);
      return make("a", { class: "fact-cite", href: `#source-${number}`, role: "doc-noteref" }, `[${number}]`);
    });
    if (cited.length) (td.lastElementChild ?? td).append(" ", ...cited);
    return td;
  }

  function table(chosen, differ) {
    const numbers = new Map();
    const caption = chosen.map((each) => each.name).join(", ");
    const heads = chosen.map((each) =>
      make(
        "th",
        { class: "head", scope: "col" },
        ...pictured(each.name),
        make("a", { class: "reference internal", href: root + each.href }, each.name),
        ...(each.warning ? [make("br"), label("Not shown to work for a use it is sold for")] : []),
      ),
    );
    const sold = chosen.some((each) => each.warning);
    const differing = ([key]) => new Set(chosen.map((each) => JSON.stringify(each.rows[key][0]))).size > 1;
    const marked = (row) => {
      if (chosen.length < 2) return [];
      const [kind, words] = differing(row) ? ["differ", "They differ"] : ["same", "The same"];
      return [make("p", {}, make("span", { class: `fact-label fact-${kind}` }, words))];
    };
    const bodies = Object.entries(groups).flatMap(([group, title]) => {
      const shown = rows
        .filter((row) => row[2] === group)
        .filter(([key]) => key !== "warning" || sold)
        .filter((row) => !differ || differing(row));
      if (!shown.length) return [];
      const across = make("th", { class: "group", scope: "rowgroup", colspan: chosen.length + 1 }, title);
      const lines = shown.map((row) => {
        const [key, question] = row;
        const asked = make("th", { scope: "row" }, make("p", {}, question), ...marked(row));
        return make("tr", {}, asked, ...chosen.map((each) => cell(each, key, numbers)));
      });
      return [make("tbody", {}, make("tr", {}, across), ...lines)];
    });
    const head = make("thead", {}, make("tr", {}, make("th", { class: "head", scope: "col" }, "Question"), ...heads));
    const title = make("caption", {}, make("span", { class: "caption-text" }, `Side by side: ${caption}`));
    const name = { class: "table-wrapper", role: "region", tabindex: "0", "aria-label": `Side by side: ${caption}` };
    const sources = [...numbers.values()].map(({ number, source: [text, address] }) =>
      make("li", { id: `source-${number}` }, address ? make("a", { href: address, class: "reference external" }, text) : text),
    );
    return [
      make("div", name, make("table", { class: "docutils facts comparison any" }, title, head, ...bodies)),
      ...(bodies.length ? [] : [make("p", {}, "Every row is the same.")]),
      ...(sources.length ? [make("h2", {}, "Sources"), make("ol", { class: "source-list" }, ...sources)] : []),
      make("p", {}, `Reviewed: ${chosen.map((each) => `${each.name} ${each.reviewed}`).join(", ")}. Information, not medical advice.`),
    ];
  }

  function remember(chosen) {
    const asked = new URLSearchParams();
    chosen.forEach((type, n) => type && asked.set("abc"[n], type.id));
    if (form.elements.differ.checked) asked.set("differ", "1");
    try {
      history.replaceState(null, "", `${asked.size ? `?${asked}` : location.pathname}`);
    } catch {
      // A page opened from a disk may not change its address.
    }
  }

  let turn = 0;
  async function show() {
    const mine = ++turn;
    const chosen = await Promise.all(picks.map((each) => meant(each.value)));
    if (mine !== turn) return; // the reader has gone on
    const unknown = picks.filter((_, n) => chosen[n] === undefined).map((each) => `“${each.value}”`);
    const ids = [...new Set(chosen.filter(Boolean).map((each) => each.id))];
    remember(chosen);
    const missing = unknown.length ? `No treatment here is called ${unknown.join(" or ")}. ` : "";
    if (!ids.length) {
      result.replaceChildren();
      list.hidden = false;
      found.textContent = missing;
      return;
    }
    try {
      const full = await Promise.all(ids.map(load));
      if (mine !== turn) return;
      result.replaceChildren(...table(full, form.elements.differ.checked && full.length > 1));
      list.hidden = true;
      const names = full.map((each) => each.name).join(", ");
      found.textContent = `${missing}Shown: ${names}.${full.length < 2 ? " Pick a second treatment." : ""}`;
    } catch (error) {
      found.textContent = error.message;
    }
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  form.addEventListener("reset", () => setTimeout(show));
  form.querySelector(".print").addEventListener("click", () => print());

  const given = new URLSearchParams(location.search);
  for (const pick of picks) {
    const wanted = given.get(pick.name) ?? "";
    pick.value = types.find((each) => each.id === wanted)?.name ?? wanted;
  }
  form.elements.differ.checked = given.get("differ") === "1";
  form.hidden = false;
  show();
})();

// Puts two or three types side by side. The cells of a type come from its own small script.
(() => {
  "use strict";

  const form = document.getElementById("compare-form");
  const result = document.getElementById("compare-result");
  const list = document.getElementById("pick-list");
  if (!form) return;
  const { rows, groups, nothing } = JSON.parse(document.getElementById("compare-data").textContent);
  const root = document.documentElement.dataset.content_root ?? "../";
  const picks = ["a", "b", "c"].map((name) => form.elements[name]);
  const found = form.querySelector(".found");
  const offers = form.querySelector(".compare-offers");
  const ILLNESSES = 10;
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

  // What is suggested while a reader types: each type, medicine and illness by all its names, and what it stands for.
  const byAddress = new Map(types.map((type) => [type.href, type]));
  form.addEventListener("focusin", () => suggest(), { once: true });
  async function suggest() {
    const { entries } = await finder.known();
    const stands = {
      type: ({ address }) => byAddress.get(address)?.name,
      product: ({ concerned }) => byAddress.get(entries[concerned[0]]?.address)?.name,
      illness: () => "an illness",
    };
    const options = entries.flatMap((entry) => {
      const what = stands[finder.KINDS[entry.kind]]?.(entry);
      const id = entry.address.match(/([^/]*)\.html/)?.[1];
      const called = what ? entry.names.filter((each) => each !== id) : [];
      return called.map((value) => make("option", value === what ? { value } : { value, label: `${value}: ${what}` }));
    });
    form.querySelector("datalist").append(...options);
  }

  // What a reader means: nothing if nothing is asked, undefined if nothing is called so; a type, or illnesses to choose from.
  async function meant(text) {
    if (!text.trim()) return null;
    const known = types.find(({ id, name }) => text === id || text === name);
    if (known) return known;
    const hits = (await finder.meant(text)).filter(({ treatments }) => treatments.length);
    if (hits[0]?.is !== "illness") return byAddress.get(hits[0]?.treatments[0].address);
    return { illnesses: hits.filter(({ is }) => is === "illness").slice(0, ILLNESSES) };
  }

  // The treatments of the illnesses that a field names: one press picks one for it, the next one to compare it with.
  function offer(pick, { illnesses }) {
    const choose = ({ name }) => {
      pick.value = name;
      const next = picks.slice(0, 2).find((each) => !each.value);
      if (next) next.value = illnesses[0].name;
      show().then(() => (offers.querySelector("button") ?? form.querySelector("[type=submit]")).focus());
    };
    const list = ({ treatments }) => {
      const known = treatments.map(({ address }) => byAddress.get(address)).filter(Boolean);
      const buttons = known.filter(({ name }) => !picks.some(({ value }) => value === name)).map((type) => {
        const button = make("button", { type: "button" }, ...pictured(type.name));
        button.addEventListener("click", () => choose(type));
        return make("li", {}, button);
      });
      return make("ul", { class: "offers" }, ...buttons);
    };
    return illnesses.map((each, place) =>
      make("details", place ? {} : { open: "" }, make("summary", {}, `${each.name} (${each.treatments.length})`), list(each)),
    );
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

  // A name after the small picture of the two circles: one sees the picture first, and hears the name first.
  function pictured(name, shown = name) {
    const known = types.find((type) => type.name === name)?.glyph;
    if (!known) return [shown];
    const seen = known.cloneNode(true);
    seen.removeAttribute("role");
    seen.removeAttribute("aria-label");
    seen.setAttribute("aria-hidden", "true");
    const heard = make("span", { role: "img", "aria-label": known.getAttribute("aria-label") });
    return [make("span", { class: "named" }, seen, "\u00a0"), shown, " ", heard];
  }

  const label = (text) => make("span", { class: "fact-label fact-warning" }, text);

  function paragraph(line) {
    if (typeof line === "string") return make("p", {}, line);
    const [text, warning] = line;
    return text.includes(warning) ? make("p", { class: "fact-warning" }, text) : make("p", {}, text, " ", label(warning));
  }

  function cell(type, key, numbers) {
    const [lines, keys, whose] = type.rows[key];
    const of = whose ? [make("p", {}, make("strong", {}, whose))] : [];
    const td = make("td", { "data-label": type.name }, ...of, ...lines.map(paragraph));
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
        ...pictured(each.name, make("a", { class: "reference internal", href: root + each.href }, each.name)),
        ...(each.warning ? [make("br"), label("Not shown to work for a use it is sold for")] : []),
      ),
    );
    const sold = chosen.some((each) => each.warning);
    // What was not checked differs from nothing, and is the same as nothing.
    const answered = ([key]) => chosen.map((each) => JSON.stringify(each.rows[key][0])).filter((each) => each !== JSON.stringify([nothing]));
    const differing = (row) => new Set(answered(row)).size > 1;
    const marked = (row) => {
      const differ = differing(row);
      if (chosen.length < 2 || !(differ || answered(row).length === chosen.length)) return [];
      const [kind, words] = differ ? ["differ", "They differ"] : ["same", "The same"];
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
      ...(bodies.length ? [] : [make("p", {}, "No row is known to differ.")]),
      ...(sources.length ? [make("h2", {}, "Sources"), make("ol", { class: "source-list" }, ...sources)] : []),
      make("p", {}, `Reviewed: ${chosen.map((each) => `${each.name} ${each.reviewed}`).join(", ")}. Information, not medical advice.`),
    ];
  }

  function remember(chosen) {
    const asked = new URLSearchParams();
    chosen.forEach((type, n) => type && asked.set("abc"[n], type.id ?? picks[n].value));
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
    const asked = chosen.findIndex((each) => each?.illnesses);
    const ids = [...new Set(chosen.map((each) => each?.id).filter(Boolean))];
    remember(chosen);
    offers.replaceChildren(...(asked < 0 ? [] : offer(picks[asked], chosen[asked])));
    const missing = unknown.length ? `Nothing here is called ${unknown.join(" or ")}. ` : "";
    const field = form.querySelector(`label[for="${picks[asked]?.id}"]`)?.textContent;
    const illness = asked < 0 ? "" : `${chosen[asked].illnesses[0].name} is an illness. ${field}: pick one below that is used, tried or sold for it. `;
    if (!ids.length) {
      result.replaceChildren();
      list.hidden = asked >= 0;
      found.textContent = missing + illness;
      return;
    }
    try {
      const full = await Promise.all(ids.map(load));
      if (mine !== turn) return;
      result.replaceChildren(...table(full, form.elements.differ.checked && full.length > 1));
      list.hidden = true;
      const names = full.map((each) => each.name).join(", ");
      const second = full.length < 2 && !illness ? " Pick a second treatment." : "";
      found.textContent = `${missing}${illness}Shown: ${names}.${second}`;
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

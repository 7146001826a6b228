// The search page: names first, then texts.
// Everything comes from this site; nothing that is typed leaves the reader's machine.
(() => {
  "use strict";

  const AT_ONCE = 10;
  const FEW = 3;
  const form = document.getElementById("finder");
  if (!form) return;
  const field = document.getElementById("finder-query");
  const status = document.getElementById("finder-status");
  const names = document.getElementById("finder-names");
  const claims = document.getElementById("finder-claims");
  const texts = document.getElementById("finder-texts");
  const root = finder.root();
  const pause = (time) => new Promise((after) => setTimeout(after, time));
  let pagefind = null;
  let turn = 0;

  function element(tag, text, ...children) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  }

  function link(href, text) {
    const made = element("a", text);
    made.href = href;
    return made;
  }

  // A list of which some are shown, and a button for as many more.
  function list(place, title, count, items, some = AT_ONCE) {
    place.replaceChildren();
    if (!count) return;
    const shown = element("ol");
    const more = element("button", "Show more");
    let next = 0;
    more.type = "button";
    async function add() {
      const added = await items(next, (next += some));
      shown.append(...added);
      more.hidden = next >= count;
      return added[0];
    }
    more.addEventListener("click", async () => (await add())?.querySelector("a")?.focus());
    place.append(element("h2", title), shown, more);
    return add();
  }

  function nameItem({ address, about, name, matched }) {
    const item = element("li", "", link(address, name));
    if (matched !== name) item.append(` (${matched})`);
    item.append(element("p", about));
    return item;
  }

  // The verdict first: who reads no further has not read a false claim alone.
  function claimItem({ address, about, name }) {
    return element("li", "", element("strong", `${about}:`), " ", link(address, `“${name}”`));
  }

  async function textItem(result) {
    const { url, meta, excerpt } = await result.data();
    const item = element("li", "", link(new URL(url, root).href, meta.title || url));
    // Pagefind marks the words that it found with <mark>; the rest is text.
    const parts = new DOMParser().parseFromString(excerpt, "text/html").body.childNodes;
    item.append(element("p", "", ...[...parts].map((part) => element(part.nodeName === "MARK" ? "mark" : "span", part.textContent))));
    return item;
  }

  // Texts know no misspelling: if no page holds the words as written, look for the best name.
  async function searchTexts(query, best, mine) {
    try {
      if (location.protocol === "file:") throw new Error("a disk gives scripts no files");
      if (!pagefind) {
        pagefind = await import(new URL("pagefind/pagefind.js", root).href);
        await pagefind.options({ baseUrl: root.pathname, excerptLength: 20, noWorker: true });
      }
      let asked = query;
      let { results } = await pagefind.search(asked);
      if (!results.length && best) ({ results } = await pagefind.search((asked = best)));
      if (mine !== turn) return;
      const title = `Pages that speak of “${asked}”`;
      await list(texts, title, results.length, (from, to) => Promise.all(results.slice(from, to).map(textItem)));
      status.textContent += ` ${count(results.length, "page speaks", "pages speak")} of it.`;
    } catch {
      texts.replaceChildren(element("p", "Whole texts can be searched on the web site only."));
    }
  }

  function count(number, one, many) {
    return `${number} ${number === 1 ? one : many}`;
  }

  // Names are here already. Texts take a download: at once if names tell little, else when asked for.
  async function run(wait) {
    const mine = ++turn;
    const query = field.value.trim();
    const all = await finder.find(query);
    if (mine !== turn) return;
    const found = all.filter(({ kind }) => kind !== finder.CLAIM);
    const said = all.slice(found.length);
    texts.replaceChildren();
    list(names, "By name", found.length, (from, to) => found.slice(from, to).map(nameItem));
    list(claims, "What people say, with our verdict", said.length, (from, to) => said.slice(from, to).map(claimItem), FEW);
    status.textContent = query && `“${query}”: ${count(found.length, "name", "names")} found.`;
    if (!query) return;
    const look = () => searchTexts(query, found[0]?.matched, mine);
    if (found.length >= FEW) {
      const ask = element("button", "Search whole texts, too");
      ask.type = "button";
      ask.addEventListener("click", look);
      texts.replaceChildren(ask);
      return;
    }
    await pause(wait);
    if (mine === turn) await look();
  }

  function remember() {
    const address = new URL(location.href);
    address.search = field.value ? new URLSearchParams({ q: field.value }).toString() : "";
    history.replaceState(null, "", address);
  }

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  document.getElementById("finder-off").remove();
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
    run(0);
  });
  field.addEventListener("input", () => run(400));
  run(0).finally(() => (document.getElementById("finder-lists").style.animation = "none"));
  if (!field.value) field.focus();
})();

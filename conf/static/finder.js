// The search page: names first, ranked as `taxonomy/query/search.py` ranks them, then texts.
// Everything comes from this site; nothing that is typed leaves the reader's machine.
const finder = (() => {
  "use strict";

  const NOISE = new Set("a an and for from in of on or the to with".split(" "));
  const BEGUN = 0.9;
  const SPELT = 0.9;
  const COVERED = 0.6;
  const FIRST = 0.02;
  const JOINED = 0.85;
  const SCATTERED = 0.75;
  const CLAIM = 3; // the kind of what people say; after all names

  function singular(word) {
    if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
    const plural = word.length > 3 && word.endsWith("s") && !"siu".includes(word.at(-2));
    return plural ? word.slice(0, -1) : word;
  }

  function folded(text) {
    const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(singular).join(" ");
  }

  // Letters to add, leave out, change or swap; more than `most` is as good as never.
  function slips(word, other, most) {
    if (Math.abs(word.length - other.length) > most) return most + 1;
    let older;
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, j) => j);
    for (let i = 1; i <= word.length; i++) {
      [older, before, row] = [before, row, [i]];
      for (let j = 1; j <= other.length; j++) {
        const same = word[i - 1] === other[j - 1];
        let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
        if (swapped) cost = Math.min(cost, older[j - 2] + 1);
        row.push(cost);
      }
      if (Math.min(...row) > most) return most + 1;
    }
    return row[other.length];
  }

  // Every name of every thing; `things` as in conf/tools/search_names.py.
  function index(things) {
    const entries = things.map(([kind, address, about, ...names]) => ({
      kind,
      address,
      about,
      names,
      folded: names.map((name) => {
        const text = folded(name);
        const words = text.split(" ").filter((word) => !NOISE.has(word));
        return { joined: text.replaceAll(" ", ""), words };
      }),
    }));
    const words = new Set(entries.flatMap((each) => each.folded.flatMap((name) => name.words)));
    return { entries, words };
  }

  function alike(words, word) {
    const found = new Map();
    const most = (word.length > 3) + (word.length > 6);
    const misspelt = most && !words.has(word);
    for (const each of words) {
      let score = word.length > 2 && each.startsWith(word) ? BEGUN : 0;
      if (misspelt) {
        const count = slips(word, each, most);
        if (count <= most) score = Math.max(score, SPELT * (1 - count / Math.max(word.length, each.length)));
      }
      if (score) found.set(each, score);
    }
    return found.set(word, 1);
  }

  function score(joined, like, names) {
    let [best, matched] = [0, 0];
    const together = like.map(() => 0);
    for (const [number, name] of names.entries()) {
      if (name.joined === joined) return [1, number];
      if (!name.words.length) continue;
      let sum = 0;
      for (const [place, known] of like.entries()) {
        let hit = 0;
        for (const word of name.words) hit = Math.max(hit, known.get(word) ?? 0);
        together[place] = Math.max(together[place], hit);
        sum += hit;
      }
      const covered = sum / like.length;
      let found = 0;
      if (covered >= COVERED) {
        const share = Math.min(1, like.length / name.words.length);
        found = 0.95 * covered * (0.6 + 0.4 * share) + FIRST * (like[0].get(name.words[0]) ?? 0);
      } else if (joined.length > 2 && name.joined.startsWith(joined)) {
        found = JOINED * (0.6 + (0.4 * joined.length) / name.joined.length);
      }
      if (found > best) [best, matched] = [found, number];
    }
    const scattered = together.reduce((sum, hit) => sum + hit, 0) / like.length;
    return [Math.max(best, scattered >= SCATTERED ? 0.6 * scattered : 0), matched];
  }

  // What `text` names, best first.
  function search({ entries, words }, text) {
    const wanted = folded(text);
    const asked = wanted.split(" ").filter((word) => word && !NOISE.has(word));
    if (!asked.length) return [];
    const like = asked.map((word) => alike(words, word));
    const joined = wanted.replaceAll(" ", "");
    const found = [];
    for (const entry of entries) {
      const [value, matched] = score(joined, like, entry.folded);
      const { kind, address, about, names } = entry;
      const rounded = Math.floor(value * 1000 + 0.5) / 1000;
      if (value > 0) found.push({ kind, address, about, name: names[0], matched: names[matched], score: rounded });
    }
    const late = ({ kind }) => Number(kind === CLAIM);
    return found.sort((a, b) => late(a) - late(b) || b.score - a.score || a.kind - b.kind || a.name.length - b.name.length);
  }

  return { index, search, CLAIM };
})();

if (typeof document === "undefined") module.exports = finder;
else {
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
    const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
    const known = window.finder ?? { about: [], things: [] };
    const index = finder.index(known.things);
    const pause = (time) => new Promise((after) => setTimeout(after, time));
    let pagefind = null;
    let turn = 0;

    function element(tag, text, ...children) {
      const made = document.createElement(tag);
      if (text) made.textContent = text;
      made.append(...children);
      return made;
    }

    function link(address, text) {
      const made = element("a", text);
      made.href = new URL(address, root).href;
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
      item.append(element("p", known.about[about]));
      return item;
    }

    // The verdict first: who reads no further has not read a false claim alone.
    function claimItem({ address, about, name }) {
      return element("li", "", element("strong", `${known.about[about]}:`), " ", link(address, `“${name}”`));
    }

    async function textItem(result) {
      const { url, meta, excerpt } = await result.data();
      const item = element("li", "", link(url, meta.title || url));
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
      const all = finder.search(index, query);
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
}

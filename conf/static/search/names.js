// What a reader means by a name: of a treatment, a product, a word. The search page, the comparison and
// the tables to explore ask here; `taxonomy/query/search.py` ranks in the same way, and a test compares them.
const finder = (() => {
  "use strict";

  const LONGEST = 200; // letters of what is asked; a name is shorter
  const NOISE = new Set(
    ("a an and are can could did do does for from get had has have how i if in is it me my of on or our should so that " +
      "the them there they this to us was we were what when where which who why will with would you your").split(" "),
  );
  const BEGUN = 0.9;
  const ENDINGS = ["ation", "ing", "ed"]; // without which a word may be known: "transplantation"
  const SPELT = 0.9;
  const COVERED = 0.6;
  const FIRST = 0.02;
  const JOINED = 0.85;
  const ASKED = 0.9;
  const SCATTERED = 0.75;
  const KINDS = ["type", "illness", "product", "question", "page", "term", "claim"]; // as in conf/search/entries.py

  function singular(word) {
    if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
    const plural = word.length > 3 && word.endsWith("s") && !"siu".includes(word.at(-2));
    return plural ? word.slice(0, -1) : word;
  }

  // "leukemia" for "leukaemia", "tumor" for "tumour": one of two spellings.
  function american(word) {
    if (word.length < 5) return word;
    const found = word.replaceAll("ae", "e").replaceAll("oe", "e");
    return found.endsWith("our") ? `${found.slice(0, -2)}r` : found;
  }

  function folded(text) {
    const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => american(singular(word))).join(" ");
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

  // Every name of every thing; `things` as in conf/search/files.py.
  function index(things) {
    const entries = things.map(([kind, address, about, concerned, ...names]) => ({
      kind,
      address,
      about,
      concerned,
      names,
      folded: names.map((name) => {
        const text = folded(name);
        const words = text.split(" ").filter((word) => !NOISE.has(word));
        return { joined: text.replaceAll(" ", ""), words };
      }),
    }));
    // A question is asked in anybody's spelling: its words are not those that others are taken for.
    const spelt = entries.filter(({ kind }) => KINDS[kind] !== "question");
    const words = new Set(spelt.flatMap((each) => each.folded.flatMap((name) => name.words)));
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
      if (ENDINGS.some((end) => each + end === word)) score = Math.max(score, BEGUN);
      if (score) found.set(each, score);
    }
    return found.set(word, 1);
  }

  // How many first words of a name, written as one, are what was asked; 0 if none are.
  function begunWords(words, asked) {
    let begun = "";
    return words.findIndex((word) => (begun += word) === asked) + 1;
  }

  function score(joined, bare, like, names) {
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
      const begun = begunWords(name.words, bare);
      if (begun) found = Math.max(found, 0.95 * (0.6 + (0.4 * begun) / name.words.length) + FIRST);
      if (found > best) [best, matched] = [found, number];
    }
    const scattered = together.reduce((sum, hit) => sum + hit, 0) / like.length;
    return [Math.max(best, scattered >= SCATTERED ? 0.6 * scattered : 0), matched];
  }

  // Whether a word stands in a name as it is written.
  const knows = ({ words }, word) => words.has(folded(word));

  // What `text` names, best first.
  function search({ entries, words }, text) {
    const wanted = folded(text.slice(0, LONGEST));
    const every = wanted.split(" ").filter(Boolean);
    const telling = every.filter((word) => !NOISE.has(word));
    const asked = telling.length ? telling : every; // "ME" is an illness, too
    if (!asked.length) return [];
    const like = asked.map((word) => alike(words, word));
    const joined = wanted.replaceAll(" ", "");
    const found = [];
    for (const [place, entry] of entries.entries()) {
      const { kind, address, about, names } = entry;
      let [value, matched] = score(joined, asked.join(""), like, entry.folded);
      if (KINDS[kind] === "question" && value < 1) value *= ASKED;
      const rounded = Math.floor(value * 1000 + 0.5) / 1000;
      if (value > 0) found.push({ place, kind, address, about, name: names[0], matched: names[matched], score: rounded });
    }
    return found.sort((a, b) => b.score - a.score || a.kind - b.kind || a.name.length - b.name.length);
  }

  // Where this site begins, and an address in it.
  const root = () => new URL(document.documentElement.dataset.content_root || "./", location.href);
  const at = (address) => new URL(address, root()).href;

  // Scripts of this site, one after the other: what lies in a script works from a disk, too, where fetch() does not.
  const loaded = new Map();
  function load(name) {
    if (!loaded.has(name)) {
      loaded.set(
        name,
        new Promise((come, fail) => {
          const script = document.createElement("script");
          script.src = at(`_static/${name}`);
          script.async = false; // fetched together, run in this order
          script.addEventListener("load", come);
          script.addEventListener("error", () => {
            loaded.delete(name);
            script.remove();
            fail(new Error(`${name} could not be loaded`));
          });
          document.head.append(script);
        }),
      );
    }
    return loaded.get(name);
  }

  // The things of the file of names, with whole addresses and the words for what they are.
  const FOLDERS = ["types", "illnesses", "products", "questions"]; // of the first kinds, as in conf/search/files.py
  const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const whole = (kind, address, name) => (/[./]/.test(address) ? address : `${FOLDERS[kind]}/${address || slug(name)}.html`);
  const told = ({ about, things: all }, where = (address) => address) =>
    all.map(([kind, address, place, concerned, ...names]) => [
      kind,
      where(whole(kind, address, names[0])),
      about[place],
      concerned,
      ...names,
    ]);

  // Everything that has a name on this site; it comes once, when it is first asked for.
  let all = null;
  const things = () =>
    (all ??= load("finder-names.js").then(
      () => told(window.finder, at),
      () => [],
    ));

  let names = null;
  const known = () => (names ??= things().then(index));

  // What `text` names on this site, best first.
  const find = async (text) => search(await known(), text);

  // What `text` means for a tool, best first: treatments, medicines and illnesses, each with the treatments behind the
  // name: itself, the medicine's kind, those that are used for the illness.
  async function meant(text, alike = 0) {
    const { entries } = await known();
    const used = (place) => entries.filter(({ kind, concerned }) => kind === TYPE && concerned.includes(place));
    const behind = {
      type: ({ place }) => [entries[place]],
      product: ({ place }) => entries[place].concerned.map((each) => entries[each]),
      illness: ({ place }) => used(place),
    };
    const named = (await find(text)).filter(({ kind, score }) => KINDS[kind] in behind && score >= alike);
    return named.map((hit) => ({ ...hit, is: KINDS[hit.kind], treatments: behind[KINDS[hit.kind]](hit) }));
  }

  const TYPE = 0;
  return { index, search, knows, told, load, things, known, find, meant, root, at, KINDS, TYPE };
})();

if (typeof document === "undefined") module.exports = finder;

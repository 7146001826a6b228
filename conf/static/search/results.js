// What is found for the reader: names and answers of this site put in one order, and drawn.
// The field of every page and the search page ask here; nothing that is typed leaves the reader's machine.
const results = (() => {
  "use strict";

  const NAMED = 0.95; // how well a name must fit to come before all that is found by words
  const ALIKE = 0.75; // the same for one word that no name has: it is a name begun or misspelt
  const FIRST_NAMES = 3;
  const SURE = 0.5; // the part of what was asked that the best must hold
  const STRONG = 0.8; // how alike a way of asking must be to what was typed, to be opened at once
  const SHORT = 6; // words of a question of which each is to be answered
  const PIECE = 30; // milliseconds after which a key that was pressed is heard
  const KIND = {
    type: "Treatment",
    illness: "Illness",
    product: "Medicine",
    question: "Question",
    page: "Explained",
    term: "Word",
    claim: "What people say",
  };
  const IMMUNE = /cell therapy\? no; immunotherapy\? yes/; // what is told of a treatment (conf/search/entries.py)
  const rest = () => new Promise((after) => setTimeout(after));

  // An index, made a piece at a time, so that typing goes on meanwhile.
  async function indexed(items) {
    const made = answers.begin();
    let begun = performance.now();
    for (const item of items) {
      answers.add(made, item);
      if (performance.now() - begun < PIECE) continue;
      await rest();
      begun = performance.now();
    }
    return made;
  }

  // What is told of a medicine, from what has a name already: its brands and its kind of treatment.
  function ofKind(kind, [, ...others], treatment) {
    if (finder.KINDS[kind] !== "product" || !treatment) return undefined;
    const brands = others.filter((each) => /^[A-Z][a-z]/.test(each)).slice(0, 3);
    const called = brands.length ? [`Also called ${brands.join(", ")}.`] : [];
    return [...called, `Its kind of treatment: ${treatment[4]}.`].join(" ");
  }

  // The items that words are searched in; with texts and claims as soon as there are any.
  function items(things, { texts = [], claims = [], passages = [] } = {}, at = finder.at) {
    const all = [...things, ...claims.map(([kind, address, ...rest]) => [kind, at(address), ...rest])];
    const called = ([, , , , ...names]) => names.slice(0, 3).join(" ");
    const described = all.map(([kind, address, about, concerned, ...names], place) => ({
      kind: finder.KINDS[kind],
      place,
      address,
      about,
      names,
      concerned: [...concerned, ...(texts[place]?.[2] ?? [])].map((each) => called(all[each])).join(" "),
      picture: window.finder.pictures[window.finder.zones[place]],
      answer: texts[place]?.[0] || ofKind(kind, names, all[concerned[0]]),
      more: texts[place]?.[1],
      counts: finder.KINDS[kind] === "product" && IMMUNE.test(all[concerned[0]]?.[2]) ? "immunotherapy" : "",
    }));
    return [...described, ...passages.map((each) => passage(each, at))];
  }

  const passage = ([address, title, page, answer], at = finder.at) => ({
    kind: "page",
    address: at(address),
    about: page ? `on the page “${page}”` : "",
    names: page ? [title, `${page}: ${title}`] : [title],
    answer,
  });

  const scripts = () => Promise.all(["vendor/minisearch.js", "search/answers.js"].map(finder.load));
  const texts = () => finder.load("finder-texts.js").catch(() => {}); // without them, names answer

  // Names first, texts behind: what is asked meanwhile is answered by names.
  let byName = null;
  let byText = null;
  let best = null;
  let texted = false;
  function prepare() {
    byName ??= Promise.all([scripts(), finder.things()]).then(async ([, things]) => (best = await indexed(items(things))));
    byText ??= byName.then(texts).then(async () => {
      best = await indexed(items(await finder.things(), window.finderTexts));
      texted = true;
    });
    return byName;
  }

  // The same, for whoever waits for the texts: they are fetched beside the names.
  function complete() {
    prepare();
    texts();
    return byText;
  }

  // What answers `text`, best first; `sure` tells whether the best holds enough of it, `strong` whether it is what was
  // meant: a name, or a way of asking with nearly all words. One word of a whole sentence tells too little.
  function ranked({ words, names }, text, options = {}) {
    const least = /\s/.test(text.trim()) || finder.knows(names, text) ? NAMED : ALIKE;
    const named = finder.search(names, text).filter(({ score }) => score >= least);
    const first = named.slice(0, FIRST_NAMES).map(({ place, matched }) => ({ item: words.items[place], matched, covered: 1 }));
    const seen = new Set(first.map(({ item }) => item.address));
    const worded = answers.search(words, text, options).filter(({ item }) => !seen.has(item.address));
    const found = [...first, ...worded];
    const { covered = 0, likeness = 0, asked = 0 } = found[0] ?? {};
    const strong = first.length > 0 || (likeness >= STRONG && asked >= Math.min(2, text.trim().split(/\s+/).length - 1));
    return { found, sure: covered >= SURE, strong, missing: missed(text, found[0]) };
  }

  // The words of a short question that what comes first does not hold, as they were typed.
  function missed(text, { missing = [] } = {}) {
    const words = text.split(/\s+/).slice(0, SHORT + 1);
    return words.length > SHORT ? [] : words.filter((word) => answers.stems(word).some((each) => missing.includes(each)));
  }

  // `texted` tells whether the texts were searched, too: until then more may be found.
  async function find(text, options) {
    await prepare();
    const names = await finder.known();
    return { ...ranked({ words: best, names }, text, options), texted };
  }

  // The same from both files at once, without a page: for tests, and for whoever asks many questions.
  function whole(names, texts) {
    const all = finder.told(names);
    const words = answers.begin();
    for (const item of items(all, texts, (address) => address)) answers.add(words, item);
    return { words, names: finder.index(all) };
  }

  // The pages for programmers and contributors have a search of their own.
  let made = null;
  async function others(text) {
    await prepare();
    made ??= finder.load("finder-others.js").then(() => indexed(window.finderOthers.passages.map((each) => passage(each))));
    const found = answers.search(await made, text);
    return { found, sure: (found[0]?.covered ?? 0) >= SURE };
  }

  function element(tag, name, ...children) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...children);
    return node;
  }

  // The small picture of the two circles before a name, which it stays with.
  function pictured({ item }) {
    if (!item.picture) return [];
    const made = document.createElement("template");
    made.innerHTML = item.picture;
    return [element("span", "named", made.content.firstChild, "\u00a0")];
  }

  // How a result reads: of a claim the verdict on what is said, then what is true; the name that matched, the short answer.
  function told({ item, matched }) {
    const claim = item.kind === "claim";
    const title = item.names[0];
    const named = !claim && item.kind !== "question" && item.kind !== "page";
    const said = title.toLowerCase().includes((matched ?? "").toLowerCase()); // the title holds the name already
    return {
      kind: claim ? `${item.about}: “${item.names[1]}”` : KIND[item.kind],
      title,
      also: matched && named && !said ? matched : "",
      answer: item.answer || "",
      about: claim || item.kind === "question" ? "" : item.about,
    };
  }

  return { SURE, scripts, prepare, complete, find, others, whole, ranked, told, pictured, element };
})();

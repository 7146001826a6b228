// What answers a sentence: ranking over words, for the search page and the field of every page.
// MiniSearch (conf/static/vendor) scores by words; then what a reader asked is held against each way of asking.
const answers = (() => {
  "use strict";

  const { ASKING, NUMBERED, PART_NAMES, parts, same, fold, stem, stems } = wording;
  const LONGEST = 32; // words of a question; more say no more
  // The part of a named thing's page that tells of most of what else was asked, and the words of which it tells.
  function partOf(item, others) {
    let best = { words: [] };
    for (const { part, urgent, words } of parts[item.kind] ?? []) {
      const told = others.filter((term) => words.has(term));
      if (told.length > best.words.length) best = { part, urgent, words: told };
    }
    return best;
  }

  // How much a kind weighs: what answers, before what names, before what is said.
  const KIND = { question: 1.6, illness: 1.1, type: 1.1, product: 1, page: 1.05, term: 0.8, claim: 0.85 };
  const THINGS = new Set(["type", "illness", "product"]);
  // A name's last word that may be left out.
  const GENERIC = new Set("therapy antibody antibodies medicine drug disease syndrome".split(" ").map(stem));
  const LONG_NAME = 5; // words of a name
  const ALIKE = 0.6; // what a plain word for the same thing is worth
  const CLASS = 0.8; // what a word is worth that says what a medicine counts as
  const SAID = 0.99; // how alike a way of asking is that has the very words that were typed
  const VERY = 1; // what that is worth
  const WHOLE = 0.5; // what it is worth to hold every word
  const ABOUT = 0.9; // what the words of a thing are worth to what is about that thing, and does not say them
  const NAMED = 1.5; // what a word of a thing's name weighs beside others
  const TOLD = 3; // what it is worth to be the named thing's page, with a part on what was asked of it
  const URGENT = 1.5; // what it is worth to tell of a sign that somebody has
  const ELSEWHERE = 0.4; // what is left of what is about something else
  const FIELDS = { title: 3, names: 1.2, concerned: 2.5, answer: 1, more: 0.5 };

  // An empty index for items {kind, place, address, names, concerned, concerns, answer, more, counts}; what has no text yet
  // is found by name. `counts` is what a medicine counts as: who asks of its brand is answered by what is told of all
  // such. `concerns` are the places of what an item is about: of a treatment also what it is a kind of.
  function begin() {
    const mini = new MiniSearch({
      fields: Object.keys(FIELDS),
      tokenize: (stems) => (stems ? stems.split(" ") : []),
      processTerm: (term) => term,
    });
    // known: a stem -> in how many items; things: the stems of a name -> the places of what has it.
    return { mini, items: [], ways: [], known: new Map(), alike: new Map(same), things: new Map() };
  }

  function add({ mini, items, ways, known, alike, things }, item) {
    item.id = items.push(item) - 1;
    const named = item.names.map(stems);
    const texts = { title: named[0], names: named.slice(1).flat() };
    for (const field of ["concerned", "answer", "more"]) texts[field] = item[field] ? stems(item[field]) : [];
    for (const [name, ...rest] of item.counts ? named : []) if (!rest.length) alike.set(name, stems(item.counts));
    for (const name of THINGS.has(item.kind) ? named : []) {
      for (const words of [name, ...(GENERIC.has(name.at(-1)) ? [name.slice(0, -1)] : [])]) {
        const key = [...new Set(words)].join(" ");
        if (key.length > 2) things.set(key, [...(things.get(key) ?? []), item.place]);
      }
    }
    ways.push(named.map((name) => [...new Set(name)]));
    for (const each of new Set(Object.values(texts).flat())) known.set(each, (known.get(each) ?? 0) + 1);
    mini.add({ id: item.id, ...Object.fromEntries(Object.entries(texts).map(([field, all]) => [field, all.join(" ")])) });
  }

  function index(items) {
    const made = begin();
    for (const item of items) add(made, item);
    return made;
  }

  // What was asked, as stems: two that are written as one are parted, one that is written as two is joined.
  function asked({ known }, text) {
    const words = (fold(text).match(NUMBERED) ?? []).slice(0, LONGEST);
    const found = [];
    words.forEach((word, place) => {
      const joined = place + 1 < words.length && stem(word + words[place + 1]);
      if (joined && known.has(joined) && (word.length === 1 || !known.has(stem(word)))) found.push(joined);
      if (ASKING.has(word) || /^\p{L}$/u.test(word)) return;
      const whole = stem(word);
      if (known.has(whole)) return found.push(whole);
      for (let at = 3; at <= word.length - 3; at++) {
        const [one, two] = [stem(word.slice(0, at)), stem(word.slice(at))];
        if (known.has(one) && known.has(two)) return found.push(one, two);
      }
      found.push(whole);
    });
    return [...new Set(found)];
  }

  // The things that are named in what was asked, longest names first: the words of each, and where it and what it is a
  // kind of stand.
  function subjects({ items, things }, terms) {
    const found = [];
    for (let at = 0; at < terms.length; ) {
      let length = Math.min(terms.length - at, LONG_NAME);
      while (length && !things.has(terms.slice(at, at + length).join(" "))) length--;
      if (length) {
        const words = terms.slice(at, at + length);
        const places = new Set(things.get(words.join(" ")));
        // A medicine is told of on its treatment's page, too.
        const shown = (place) => (items[place].kind === "product" ? [place, ...items[place].kinds] : [place]);
        const own = new Set([...places].flatMap(shown));
        for (const place of places) for (const each of items[place].kinds ?? []) places.add(each);
        found.push({ words, places, own });
      }
      at += Math.max(length, 1);
    }
    return found;
  }

  // What a reader asked: its words, those that mean the same, the things that it names, and what each word weighs.
  function query(made, text) {
    const { items, known, alike } = made;
    const terms = asked(made, text);
    const more = [...new Set(terms.flatMap((term) => (alike.get(term) ?? []).filter((each) => known.has(each))))];
    const classes = new Set(terms.flatMap((term) => (alike.get(term) === same.get(term) ? [] : alike.get(term))));
    const meant = subjects(made, terms);
    const named = new Set(meant.flatMap(({ words }) => words));
    const rarity = (term) => (named.has(term) ? NAMED : 1) * Math.log(1 + items.length / (known.get(term) ?? 1));
    const total = terms.reduce((sum, term) => sum + rarity(term), 0);
    return { terms, wide: more.filter((each) => !terms.includes(each)), classes, meant, rarity, total };
  }

  // What holds words of a query, as MiniSearch scores it, and the pages of what the query names.
  function candidates({ mini, items, known }, { terms, wide, classes, meant }, most, typing) {
    // Some ways of asking are misspelt themselves: a word that hardly occurs may be a slip, too.
    const rare = (term) => (known.get(term) ?? 0) < 2;
    const begun = (term, place) => typing && place === terms.length - 1 && term.length > 2;
    const found = mini.search([...terms, ...wide].join(" "), {
      tokenize: (all) => all.split(" "),
      boost: FIELDS,
      boostDocument: (id) => KIND[items[id].kind] ?? 1,
      boostTerm: (term, place) => (place < terms.length ? 1 : classes.has(term) ? CLASS : 0.2),
      fuzzy: (term) => rare(term) && term.length > 4 && (term.length > 6 ? 2 : 1),
      prefix: (term, place) => begun(term, place) || (term.length > 4 && !known.has(term)),
      weights: { fuzzy: 0.6, prefix: 0.5 },
    });
    const best = found.slice(0, Math.max(80, most));
    const there = new Set(best.map(({ id }) => id));
    const others = new Set(meant.flatMap(({ own }) => [...own].filter((id) => !there.has(id))));
    return [...best, ...[...others].map((id) => ({ id, score: 0, match: {}, queryTerms: [] }))];
  }

  // How like the most alike way of asking is to what was asked, and which that is.
  function likest(ways, match, { terms, wide, rarity, total }) {
    let [likeness, matched] = [0, 0];
    ways.forEach((way, number) => {
      let [shared, all] = [0, 0];
      for (const term of way) {
        const weight = rarity(term);
        all += weight;
        if (Object.hasOwn(match, term)) shared += terms.includes(term) || !wide.includes(term) ? weight : ALIKE * weight;
      }
      const like = all ? (2 * shared) / (all + Math.max(total, shared)) : 0;
      if (like > likeness) [likeness, matched] = [like, number];
    });
    return [likeness, matched];
  }

  // How much of a query an item holds: in its words, by what it is about, or in a part of its page.
  function held(item, said, { terms, meant, rarity, total }, alike) {
    const about = ({ places }) => places.has(item.place) || item.concerns?.some((each) => places.has(each));
    const on = meant.filter(about);
    const subject = meant.find(({ own }) => own.has(item.id));
    // "kidney" of "kidney cancer" is no sign.
    const names = meant.filter((each) => each === subject || each.words.length > 1).flatMap(({ words }) => words);
    const part = subject ? partOf(item, terms.filter((term) => !names.includes(term))) : { words: [] };
    const told = (term) => said.includes(term) || part.words.includes(term);
    const off = meant.filter((each) => !on.includes(each) && !each.words.some(told));
    const implied = new Set([...on.flatMap(({ words }) => words), ...part.words]);
    const like = (term) => (alike.get(term) ?? []).some((each) => said.includes(each));
    const worth = (term) => (said.includes(term) ? 1 : implied.has(term) ? ABOUT : like(term) ? ALIKE : 0);
    const covered = terms.reduce((sum, term) => sum + worth(term) * rarity(term), 0) / total;
    return { covered, part, off: off.length, missing: terms.filter((term) => !worth(term)) };
  }

  function search(made, text, { most = 50, typing = false } = {}) {
    const { items, ways, alike } = made;
    const wanted = query(made, text);
    if (!wanted.terms.length) return [];
    const found = candidates(made, wanted, most, typing);
    const top = found[0]?.score || 1;
    const ranked = found.map(({ id, score, match, queryTerms }) => {
      const item = items[id];
      const { covered, part, off, missing } = held(item, queryTerms, wanted, alike);
      const [likeness, matched] = likest(ways[id], match, wanted);
      const asks = part.words.length ? TOLD : likeness * (KIND[item.kind] ?? 1) + (likeness > SAID ? VERY : 0);
      const worth = (score / top) * 2.5 + asks;
      const whole = covered > SAID ? WHOLE : 0;
      const urgent = part.urgent ? URGENT : 0;
      return {
        item: part.part ? { ...item, address: `${item.address}#${part.part}`, part: PART_NAMES[part.part] } : item,
        matched: item.names[matched],
        covered,
        likeness: part.words.length ? covered : likeness,
        asked: wanted.terms.length,
        missing,
        score: (worth * (0.2 + 0.8 * covered) + whole + urgent) * ELSEWHERE ** off,
      };
    });
    return ranked.sort((one, two) => two.score - one.score).slice(0, most);
  }

  return { begin, add, index, search, stems };
})();

if (typeof document === "undefined") module.exports = answers;

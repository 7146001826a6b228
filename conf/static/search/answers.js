// What answers a sentence: ranking over words, for the search page and the field of every page.
// MiniSearch (conf/static/vendor) scores by words; then what a reader asked is held against each way of asking.
const answers = (() => {
  "use strict";

  const LONGEST = 32; // words of a question; more say no more
  // Words that ask, and say nothing of what is asked for.
  const ASKING = new Set(
    `a about actually after all also am an and any anyone are as at be been being but by can could did do does doing
    done for from get gets getting give given got had has have having he her him his how i if in into is it its just
    know like may me mean means my myself of on one or our out really shall she should so some someone than that the
    their them then there these they thing things this those to us use used using very was we were what whats when
    where which while who whom why will with make makes many much people person would you your yours yourself ur u im ive id dont doesnt isnt cant
    please tell explain difference different between vs versus considered called kind sort
    treatment treatments dad mum mom husband wife father mother`
      .split(/\s+/),
  );
  // Plain words for one thing, each group after one stem. A group is asked with less weight than what was typed.
  const SAME = `
    kill die died death deadly fatal
    cost price expensive pay afford money
    insurance cover medicare medicaid nhs
    scam fraud legit legitimate fake real trust
    shot jab injection vaccine vaccination
    child kid children baby paediatric
    cure cured heal
    alternative another other instead option switch biosimilar
    bald baldness hair alopecia
    danger dangerous risk risky harm safe safety side-effect
    side-effect reaction sick unwell
    recover recovery
    job work
    pregnant pregnancy fertility
    approved licensed legal fda ema
    doctor hospital clinic
    tumour cancer
    food eat diet
    pet cat dog
    caregiver carer
    immune immunity
    transfusion blood
    eligible qualify
    twice second again repeat
    abroad mexico
    uk britain british england
    usa america american
    eu europe european
    emergency urgent er ae 999 911
    call phone ring
    sign symptom warning
    print printed printable
    operation surgery`
    .trim()
    .split("\n")
    .map((line) => line.trim().split(" "));

  // What each page of a kind tells whatever it is of: by these words a thing that is named is found, at that part.
  const PARTS = {
    type: {
      harms: `side-effect risk risky danger dangerous harm safe safety die death deadly fatal kill complication bad reaction
        warning serious severe cause infection sick unwell`,
      "used-for": `approved licensed legal fda ema nice work effective success proven`,
      "questions-to-ask": `question doctor ask oncologist consultant`,
    },
    product: { "": `approved licensed legal fda ema withdrawn market` },
    illness: { "": `new latest best cure option proven approved help breakthrough trial study` },
  };
  const PART_NAMES = { harms: "what can go wrong", "used-for": "what it is used for", "questions-to-ask": "questions for the doctor" };

  // British and American spelling become one; then the stem. A word is worked out once.
  const stemmed = new Map();
  function stem(word) {
    if (!stemmed.has(word)) stemmed.set(word, worked(word));
    return stemmed.get(word);
  }

  function worked(word) {
    let plain = word;
    if (word.length > 4) {
      plain = plain.replace(/ae|oe/g, "e").replace(/our/g, "or").replace(/is(e|ed|ing|ation|ations)$/, "iz$1");
      plain = plain.replace(/tre$/, "ter").replace(/ll(ed|ing)$/, "l$1");
    }
    return /\d/.test(plain) ? plain : stemmer(plain);
  }

  // Places by their short names; whoever stays with, or looks after, somebody is a carer; signs to call for are urgent.
  const fold = (text) =>
    text
      .replace(/\bU\.?S\.?(A\.?)?(?![\p{L}\p{N}])/gu, "usa")
      .normalize("NFKD")
      .replace(/\p{M}|['’]/gu, "")
      .toLowerCase()
      .replace(/\b(car|tcr)[\s-]?t\b/g, "$1t")
      .replace(/\bpd[\s-]?(l?)[\s-]?1\b/g, "pd$1x1")
      .replace(/\bunited (states( of america)?|kingdom)\b/g, (_, which) => (which === "kingdom" ? "uk" : "usa"))
      .replace(/\beuropean union\b/g, "eu")
      .replace(/\b(stay|be|look|car(?=e|i))(e|s|es|ing)? (with|after|for) (me|him|her|them|somebody|someone)\b/g, "carer")
      .replace(/\bdrive( an?| the| my| his| her)? car\b/g, "drive")
      .replace(/\bside[\s-]?effects?\b/g, "sideeffect")
      .replace(/\bchemoth\p{L}+/gu, "chemo")
      .replace(/\b(danger|dangerous|warning) signs?\b/g, "emergency sign")
      .replace(/\b(go to|go|when to call|when call|call)( the| my)? (hospital|er|a&e|doctor|team|nurse|ambulance|911|999|112)\b/g, "emergency");
  const NUMBERED = /[\p{L}\p{N}]+/gu;

  // The stems of a text; of "CAR-T" also "cart".
  function stems(text) {
    const found = [];
    for (const [part] of fold(text).matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)) {
      const words = part.match(NUMBERED);
      for (const word of words) if (!ASKING.has(word)) found.push(stem(word));
      if (words.length > 1) found.push(stem(words.join("")));
    }
    return found;
  }

  const same = new Map();
  for (const group of SAME) {
    const members = group.map((word) => stem(word.replace("-", "")));
    for (const each of members) same.set(each, [...(same.get(each) ?? []), ...members.filter((other) => other !== each)]);
  }

  const parts = Object.fromEntries(
    Object.entries(PARTS).map(([kind, all]) => [
      kind,
      Object.entries(all).map(([part, words]) => ({ part, words: new Set(words.split(/\s+/).map((word) => stem(word.replace("-", "")))) })),
    ]),
  );

  // The part of a named thing's page that tells of most of what else was asked, and the words of which it tells.
  function partOf(item, others) {
    let best = { words: [] };
    for (const { part, words } of parts[item.kind] ?? []) {
      const told = others.filter((term) => words.has(term));
      if (told.length > best.words.length) best = { part, words: told };
    }
    return best;
  }

  // How much a kind weighs: what answers, before what names, before what is said.
  const KIND = { question: 1.6, illness: 1.1, type: 1.1, product: 1, page: 1.05, term: 0.8, claim: 0.85 };
  const THINGS = new Set(["type", "illness", "product"]);
  const GENERIC = new Set(["therapy", "antibody", "antibodies", "medicine", "drug", "disease", "syndrome"].map(stem)); // a name's last word that may be left out
  const LONG_NAME = 5; // words of a name
  const ALIKE = 0.6; // what a plain word for the same thing is worth
  const CLASS = 0.8; // what a word is worth that says what a medicine counts as
  const SAID = 0.99; // how alike a way of asking is that has the very words that were typed
  const VERY = 1; // what that is worth
  const WHOLE = 0.5; // what it is worth to hold every word
  const ABOUT = 0.9; // what the words of a thing are worth to what is about that thing, and does not say them
  const NAMED = 1.5; // what a word of a thing's name weighs beside others
  const TOLD = 3; // what it is worth to be the named thing's page, with a part on what was asked of it
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
        const own = new Set([...places].flatMap((place) => [place, ...(items[place].kind === "product" ? items[place].kinds : [])]));
        for (const place of places) for (const each of items[place].kinds ?? []) places.add(each);
        found.push({ words, places, own });
      }
      at += Math.max(length, 1);
    }
    return found;
  }

  function search(made, text, { most = 50, typing = false } = {}) {
    const { mini, items, ways, known, alike } = made;
    const terms = asked(made, text);
    if (!terms.length) return [];
    const more = [...new Set(terms.flatMap((term) => (alike.get(term) ?? []).filter((each) => known.has(each))))];
    const classes = new Set(terms.flatMap((term) => (alike.get(term) === same.get(term) ? [] : alike.get(term))));
    const wide = more.filter((each) => !terms.includes(each));
    // Some ways of asking are misspelt themselves: a word that hardly occurs may be a slip, too.
    const rare = (term) => (known.get(term) ?? 0) < 2;
    const fuzzy = (term) => rare(term) && term.length > 4 && (term.length > 6 ? 2 : 1);
    const found = mini.search([...terms, ...wide].join(" "), {
      tokenize: (all) => all.split(" "),
      boost: FIELDS,
      boostDocument: (id) => KIND[items[id].kind] ?? 1,
      boostTerm: (term, place) => (place < terms.length ? 1 : classes.has(term) ? CLASS : 0.2),
      fuzzy,
      prefix: (term, place) => (typing && place === terms.length - 1 && term.length > 2) || (term.length > 4 && !known.has(term)),
      weights: { fuzzy: 0.6, prefix: 0.5 },
    });
    const top = found[0]?.score;
    const meant = subjects(made, terms);
    const about = ({ place, concerns }, { places }) => places.has(place) || concerns?.some((each) => places.has(each));
    const named = new Set(meant.flatMap(({ words }) => words));
    const rarity = (term) => (named.has(term) ? NAMED : 1) * Math.log(1 + items.length / (known.get(term) ?? 1));
    const total = terms.reduce((sum, term) => sum + rarity(term), 0);
    const candidates = found.slice(0, Math.max(80, most));
    const there = new Set(candidates.map(({ id }) => id));
    for (const { own } of meant) {
      for (const id of own) if (!there.has(id) && there.add(id)) candidates.push({ id, score: 0, match: {}, queryTerms: [] });
    }
    const ranked = candidates.map(({ id, score, match, queryTerms }) => {
      const item = items[id];
      const hit = new Set(Object.keys(match));
      const on = meant.filter((each) => about(item, each));
      const subject = meant.find(({ own }) => own.has(id));
      const part = subject ? partOf(item, terms.filter((term) => !subject.words.includes(term))) : { words: [] };
      const off = meant.filter(
        (each) => !on.includes(each) && !each.words.some((term) => queryTerms.includes(term) || part.words.includes(term)),
      );
      const implied = new Set([...on.flatMap(({ words }) => words), ...part.words]);
      const alikeSaid = (term) => (alike.get(term) ?? []).some((each) => queryTerms.includes(each));
      const said = (term) => (queryTerms.includes(term) ? 1 : implied.has(term) ? ABOUT : alikeSaid(term) ? ALIKE : 0);
      const covered = terms.reduce((sum, term) => sum + said(term) * rarity(term), 0) / total;
      let [likeness, matched] = [0, 0];
      ways[id].forEach((way, number) => {
        let [shared, all] = [0, 0];
        for (const term of way) {
          const weight = rarity(term);
          all += weight;
          if (hit.has(term)) shared += terms.includes(term) || !wide.includes(term) ? weight : ALIKE * weight;
        }
        const like = all ? (2 * shared) / (all + Math.max(total, shared)) : 0;
        if (like > likeness) [likeness, matched] = [like, number];
      });
      const asks = part.words.length ? TOLD : likeness * (KIND[item.kind] ?? 1) + (likeness > SAID ? VERY : 0);
      const worth = (score / top) * 2.5 + asks;
      const missing = terms.filter((term) => !said(term));
      const shown = part.part ? { ...item, address: `${item.address}#${part.part}`, about: PART_NAMES[part.part] } : item;
      return {
        item: shown,
        matched: item.names[matched],
        covered,
        likeness,
        asked: terms.length,
        missing,
        score: (worth * (0.3 + 0.7 * covered) + (covered > SAID ? WHOLE : 0)) * ELSEWHERE ** off.length,
      };
    });
    return ranked.sort((one, two) => two.score - one.score).slice(0, most);
  }

  return { begin, add, index, search, stems };
})();

if (typeof document === "undefined") module.exports = answers;

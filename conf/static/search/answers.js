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
    where which while who whom why will with would you your yours yourself ur u im ive id dont doesnt isnt cant
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

  // How much a kind weighs: what answers, before what names, before what is said.
  const KIND = { question: 1.6, illness: 1.1, type: 1.1, product: 1, page: 1.05, term: 0.8, claim: 0.85 };
  const ALIKE = 0.6; // what a plain word for the same thing is worth
  const CLASS = 0.8; // what a word is worth that says what a medicine counts as
  const SAID = 0.99; // how alike a way of asking is that has the very words that were typed
  const VERY = 1; // what that is worth
  const WHOLE = 0.5; // what it is worth to hold every word
  const FIELDS = { title: 3, names: 1.2, concerned: 2.5, answer: 1, more: 0.5 };

  // An empty index for items {kind, address, names, concerned, answer, more, counts}; what has no text yet is found by
  // name. `counts` is what a medicine counts as: who asks of its brand is answered by what is told of all such.
  function begin() {
    const mini = new MiniSearch({
      fields: Object.keys(FIELDS),
      tokenize: (stems) => (stems ? stems.split(" ") : []),
      processTerm: (term) => term,
    });
    return { mini, items: [], ways: [], known: new Map(), alike: new Map(same) }; // known: a stem -> in how many items
  }

  function add({ mini, items, ways, known, alike }, item) {
    item.id = items.push(item) - 1;
    const named = item.names.map(stems);
    const texts = { title: named[0], names: named.slice(1).flat() };
    for (const field of ["concerned", "answer", "more"]) texts[field] = item[field] ? stems(item[field]) : [];
    for (const [name, ...rest] of item.counts ? named : []) if (!rest.length) alike.set(name, stems(item.counts));
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
    const rarity = (term) => Math.log(1 + items.length / (known.get(term) ?? 1));
    const total = terms.reduce((sum, term) => sum + rarity(term), 0);
    const ranked = found.slice(0, Math.max(80, most)).map(({ id, score, match, queryTerms }) => {
      const hit = new Set(Object.keys(match));
      const said = (term) => (queryTerms.includes(term) ? 1 : (alike.get(term) ?? []).some((each) => queryTerms.includes(each)) ? ALIKE : 0);
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
      const worth = (score / top) * 2.5 + likeness * (KIND[items[id].kind] ?? 1) + (likeness > SAID ? VERY : 0);
      const missing = terms.filter((term) => !said(term));
      return { item: items[id], matched: items[id].names[matched], covered, likeness, asked: terms.length, missing, score: worth * (0.3 + 0.7 * covered) + (covered > SAID ? WHOLE : 0) };
    });
    return ranked.sort((one, two) => two.score - one.score).slice(0, most);
  }

  return { begin, add, index, search, stems };
})();

if (typeof document === "undefined") module.exports = answers;

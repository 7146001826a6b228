// What words mean to the search: which only ask, which say the same, which are one word in two spellings, and of which
// of them a page of a kind tells in one of its parts.
const wording = (() => {
  "use strict";

  // Words that ask, and say nothing of what is asked for.
  const ASKING = new Set(
    `a about actually after all also am an and any anyone are as at be been being but by can could did do does doing
    done for from get gets getting give given got had has have having he her him his how i if in into is it its just
    know like may me mean means my myself of on one or our out really shall she should so some someone than that the
    their them then there these they thing things this those to us use used using very was we were what whats when
    where which while who whom why will with make makes many much people person would you your yours yourself ur u im
    ive id dont doesnt isnt cant please tell explain difference different between vs versus considered called kind sort
    treatment treatments dad mum mom husband wife father mother`
      .split(/\s+/),
  );
  // Plain words for one thing, each group after one stem. A group is asked with less weight than what was typed.
  const SAME = `
    kill die died dying death deadly fatal mortality
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
    pregnant pregnancy fertility baby conceive breastfeed nursing
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
    mistake error wrong
    fever temperature
    diarrhoea poop stool bowel colitis
    itchy itch rash skin
    shaking chills shivering
    confused confusion
    chance odds risk probability likelihood
    trial study placebo dummy
    exercise sport gym
    cite reference citation quote
    website site page
    fund funding sponsor pay
    sun sunbathing sunburn
    wait waiting delay
    operation surgery`
    .trim()
    .split("\n")
    .map((line) => line.trim().split(" "));

  // What each page of a kind tells whatever it is of: by these words a thing that is named is found, at that part.
  const PARTS = {
    type: {
      harms: `side-effect risk risky danger dangerous harm safe safety die dying death deadly fatal kill mortality damage
        complication bad reaction warning serious severe cause infection sick unwell worse weight hair mood sleep cancer`,
      // What somebody who is ill just now tells of: signs to call for stand there.
      signs: `fever temperature rash itchy red swollen swelling pain painful ache hurt bleeding blood bloody bruise shaking
        chills shivering throat breath breathing cough vomiting nausea diarrhoea stool poop constipation dizzy headache
        tired fatigue confused confusion confusing write writing speak memory sleepy seizure fit fits faint collapse
        yellow palm sore skin liver heart brain kidney lung eye`,
      "used-for": `approved licensed legal fda ema nice work effective success proven cure`,
      "questions-to-ask": `question doctor ask oncologist consultant`,
    },
    product: {
      "": `approved licensed legal fda ema withdrawn market available availability immunotherapy chemo chemotherapy biologic
        antibody vaccine steroid drug child kid children teenager age old canada australia japan uk usa eu nhs`,
    },
    illness: { "": `new latest best cure option proven approved help breakthrough medication medicine drug biologic injection` },
  };
  const PART_NAMES = {
    harms: "what can go wrong",
    "used-for": "what it is used for",
    "questions-to-ask": "questions for the doctor",
  };

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
      .replace(/\b(getting|given|receiving) blood\b/g, "blood transfusion")
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

  const joined = (word) => stem(word.replace("-", ""));
  const same = new Map();
  for (const group of SAME) {
    const members = group.map(joined);
    for (const each of members) same.set(each, [...(same.get(each) ?? []), ...members.filter((other) => other !== each)]);
  }

  // kind -> {part of its pages, the stems of which it tells}; signs stand among the harms.
  const parts = Object.fromEntries(
    Object.entries(PARTS).map(([kind, all]) => [
      kind,
      Object.entries(all).map(([part, words]) => {
        const urgent = part === "signs";
        const every = urgent ? `${all.harms} ${words}` : words;
        return { part: urgent ? "harms" : part, urgent, words: new Set(every.split(/\s+/).map(joined)) };
      }),
    ]),
  );

  return { ASKING, NUMBERED, PART_NAMES, parts, same, fold, stem, stems };
})();

if (typeof document === "undefined") module.exports = wording;

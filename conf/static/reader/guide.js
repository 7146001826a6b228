// Walks the decision diagrams that were made from the Python rules. No rule stands here.
(() => {
  "use strict";

  // What an answer means to a variable of a diagram: the place of a child, or -1 if not answered yet.
  function place(variable, answers) {
    const given = answers[variable.field];
    if (given === undefined) return -1;
    if (!variable.values.length) return variable.answers.indexOf(given);
    return Number(variable.values.some((each) => given.includes(each)));
  }

  // Every rule that can decide, as far as was answered, and the fields that would tell between them.
  // What has a role has an effect: a way on which it has none, though its role is known, cannot be.
  function reach({ variables, nodes, root }, answers) {
    const [rules, fields, seen] = [new Set(), new Set(), new Set()];
    const effects = variables.filter(({ field }) => field === "effect").length || Infinity; // of cell therapy, no rule asks
    const hasRole = answers.effect === undefined && ![undefined, "none"].includes(answers.role);
    const step = (at, without) => {
      if (hasRole && without === effects) return;
      if (typeof at === "string") return rules.add(at);
      if (seen.has(`${at} ${without}`)) return;
      seen.add(`${at} ${without}`);
      const [number, children] = nodes[at];
      const next = place(variables[number], answers);
      if (next >= 0) return step(children[next], without);
      const { field } = variables[number];
      fields.add(field);
      children.forEach((child, answer) => step(child, without + Number(field === "effect" && !answer)));
    };
    step(root, 0);
    return { rules: [...rules], fields };
  }

  // The rule that decides when all is answered.
  const walk = (diagram, answers) => reach(diagram, answers).rules[0];

  const joined = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);
  const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
  const said = (known, given) => joined(Object.keys(known).filter((each) => given.includes(each)).map((each) => known[each]));

  // The words of taxonomy.decide.classification, whose answers a test compares with these.
  function reason(data, term, id, answers) {
    const { agent, effect, role } = data.words;
    const { reason: told, sentence } = data.rules[id];
    const { agent: agents = [] } = answers;
    if (term === "cell_therapy" ? !agents.length : !answers.effect || !answers.role) return sentence; // it is not known
    const removed = agents.length > 1 && agents.includes("removal");
    const given = agents.filter((each) => !removed || each !== "removal");
    const facts =
      term === "cell_therapy"
        ? `You are given ${said(agent, given)}.${removed ? " Something is also taken out of your blood." : ""}`
        : answers.effect.length
          ? `It ${said(effect, answers.effect)}. ${capital(role[answers.role])}.`
          : "It has no effect on the immune system that is part of the treatment.";
    return told.replace("{facts}", facts).replace("{sentence}", sentence);
  }

  const apart = (one, other) => {
    const all = new Set([...one, ...other]);
    return all.size ? 1 - one.filter((each) => other.includes(each)).length / all.size : 0;
  };
  const WEIGHTS = { agent: 3, effect: 3, flag: 2, intent: 2, role: 1, cancer: 1 };

  // How far a known type is from the answers, over the questions that were answered.
  function distance(type, answers) {
    return Object.entries(answers).reduce((sum, [field, given]) => {
      const far = Array.isArray(given) ? apart(given, type[field]) : Number(given !== type[field]);
      return sum + WEIGHTS[field] * far;
    }, 0);
  }

  // Of types that are equally far, the wider ones first.
  const closest = (types, answers, count = 5) =>
    types
      .map((type) => [distance(type, answers), type])
      .sort(([x, one], [y, other]) => x - y || one.depth - other.depth)
      .slice(0, count)
      .map(([, type]) => type);

  // The known types that have all that was answered, and about which a rule decides that is still possible.
  function remaining({ types, terms }, answers) {
    const has = (type) => ([field, given]) =>
      !Array.isArray(given) ? type[field] === given : given.length ? given.every((each) => type[field].includes(each)) : !type[field].length;
    const possible = Object.values(terms).map((term) => [term, reach(term, answers).rules]);
    return types
      .filter((type) => Object.entries(answers).every(has(type)) && possible.every(([term, rules]) => rules.includes(walk(term, type))))
      .sort((one, other) => one.depth - other.depth || one.name.localeCompare(other.name));
  }

  if (typeof document === "undefined") {
    module.exports = { walk, reach, reason, closest, remaining };
    return;
  }

  const [NONE, UNKNOWN] = ["none", "unknown"]; // as in conf/tools/guide.py
  const SHOWN = 8; // treatments that stand open
  const NAMES = 5; // of those that fit a name
  const NAMED = new Set(["type", "product", "illness"]);
  const form = document.getElementById("guide-form");
  const result = document.getElementById("guide-result");
  if (!form) return;
  const data = JSON.parse(document.getElementById("guide-data").textContent);
  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  const sets = data.order.map((field) => form.querySelector(`#question-${field}`));
  const boxes = (field) => [...form.querySelectorAll(`input[name="${field}"]`)];

  const knowsNot = (field) => boxes(field).some(({ value, checked }) => checked && value === UNKNOWN);

  // What was answered to one question; null if the reader does not know, undefined if it was not answered yet.
  function given(field) {
    const chosen = boxes(field).filter((each) => each.checked);
    if (!chosen.length) return undefined;
    if (knowsNot(field)) return null;
    if (chosen[0].type === "checkbox") return chosen.map((each) => each.value).filter((each) => each !== NONE);
    return field === "cancer" ? chosen[0].value === "true" : chosen[0].value;
  }

  // The questions in turn, once the name is not known: one is put only if its answer can change the outcome, or was given.
  function collect() {
    const answers = {};
    const unknown = [];
    let waiting = knowsNot("name") ? null : "name";
    data.order.forEach((field, n) => {
      const matters = Object.values(data.terms).some((term) => reach(term, answers).fields.has(field));
      // What goes in and what it does are asked in any case: the reason tells them.
      const put = !waiting && (matters || field === "agent" || field === "effect");
      sets[n].hidden = !put || field in answers;
      if (sets[n].hidden) return;
      const answer = given(field);
      if (answer === undefined) waiting = field;
      else if (answer === null) unknown.push(field);
      else answers[field] = answer;
      if (field === "effect" && answer?.length === 0) answers.role = "none";
    });
    return { answers, unknown, waiting };
  }

  const link = (href, words) => (href ? make("a", { class: "reference internal", href }, words) : words);

  const of = (count) => (count === 1 ? "the one treatment here that fits" : `all ${count} treatments here that fit`);

  // What is still possible, in the words of an answer: yes, no, it depends, or either.
  function possible(term, rest) {
    const counts = Object.keys(data.words.answer).map((value) => [value, rest.filter((type) => type[term] === value).length]);
    const some = counts.filter(([, count]) => count);
    if (!some.length) return ["", "It could be either way", "."];
    if (some.length === 1) return [some[0][0], data.words.answer[some[0][0]], `, in ${of(rest.length)} your answers.`];
    const are = (count) => (count === 1 ? "is" : "are");
    const told = some.map(([value, count]) => (value === "contested" ? `for ${count} it depends who you ask` : `${count} ${are(count)} ${value === "yes" ? "one" : "not"}`));
    const values = some.map(([value]) => value);
    const words = values.includes("contested") && values.length === 2 ? `${values.includes("yes") ? "Yes" : "No"}, or it depends who you ask` : "It could be either way";
    return ["", words, `: of ${rest.length} treatments here that fit your answers, ${joined(told)}.`];
  }

  function sayings({ says }) {
    const people = says.map(([who, answer, why]) => {
      const { short = who, href: at } = data.authorities[who] ?? {};
      return make("li", {}, link(at, short), ` says ${answer}: ${why}.`);
    });
    return people.length ? [make("ul", {}, ...people)] : [];
  }

  const ruled = (id) => [" (Rule ", link(data.rules[id].href, id), ")"];
  const strong = (value, words) => make("strong", { class: value ? `fact-answer fact-${value}` : "fact-answer" }, words);

  function verdict(term, answers, rest) {
    const { rules } = reach(data.terms[term], answers);
    const part = make("section", {}, make("h2", {}, data.words.term[term]));
    if (rules.length === 1) {
      const [id] = rules;
      const { value } = data.rules[id];
      part.append(make("p", {}, strong(value, `${data.words.answer[value]}.`), ` ${reason(data, term, id, answers)}`, ...ruled(id)));
      if (id === "IM6") part.append(make("p", {}, "Here the science is open, not only the wording."));
      part.append(...sayings(data.rules[id]));
      return part;
    }
    const values = new Set(rules.map((id) => data.rules[id].value));
    const [sure] = values;
    const [value, words, more] = values.size === 1 ? [sure, data.words.answer[sure], ", whichever of these is so."] : possible(term, rest);
    const lines = [...values].flatMap((each) =>
      rules
        .filter((id) => data.rules[id].value === each)
        .map((id) => make("li", {}, make("strong", {}, `${data.words.answer[each]}: `), data.rules[id].sentence, ...ruled(id))),
    );
    const decides = make("details", {}, make("summary", {}, "What decides it"), make("ul", {}, ...lines));
    part.append(make("p", {}, strong(value, words), more), decides);
    return part;
  }

  function item(type) {
    const words = ["cell_therapy", "immunotherapy"].map((term) => data.words.answer[type[term]].toLowerCase());
    return make("li", {}, link(type.href, type.name), ` (cell therapy: ${words[0]}; immunotherapy: ${words[1]})`);
  }

  // A list of which the first stand open.
  function listed(title, types) {
    const part = make("section", {}, make("h2", {}, title), make("ul", {}, ...types.slice(0, SHOWN).map(item)));
    const more = types.slice(SHOWN);
    if (more.length) part.append(make("details", {}, make("summary", {}, `${more.length} more`), make("ul", {}, ...more.map(item))));
    return part;
  }

  function known(answers, unknown, rest) {
    if (!unknown.length || !rest.length) {
      const none = unknown.length ? "No treatment here fits all of your answers. The closest" : "The closest known treatments";
      return [listed(none, closest(data.types, answers))];
    }
    const title = rest.length === 1 ? "The one treatment here that fits" : `The ${rest.length} treatments here that fit`;
    const telling = unknown.filter((field) => Object.values(data.terms).some((term) => reach(term, answers).fields.has(field)));
    const asked = telling.map((field) => make("li", {}, sets[data.order.indexOf(field)].dataset.asks));
    const ask = make("section", {}, make("h2", {}, "Ask your doctor or nurse"), make("ul", {}, ...asked));
    return asked.length ? [listed(title, rest), ask] : [listed(title, rest)];
  }

  function remember({ answers, unknown }) {
    const asked = new URLSearchParams(knowsNot("name") ? { name: UNKNOWN } : {});
    for (const field of data.order) {
      if (unknown.includes(field)) asked.append(field, UNKNOWN);
      if (sets[data.order.indexOf(field)].hidden || !(field in answers)) continue;
      const answer = answers[field];
      for (const each of Array.isArray(answer) && !answer.length ? [NONE] : [answer].flat()) asked.append(field, each);
    }
    try {
      history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
    } catch {
      // A page opened from a disk may not change its address.
    }
  }

  function show() {
    const { answers, unknown, waiting } = collect();
    remember({ answers, unknown });
    result.hidden = waiting === "name";
    const rest = remaining(data, answers);
    const all = rest.length === data.types.length ? "" : ` ${rest.length} of ${data.types.length} treatments here fit so far.`;
    result.replaceChildren(
      ...(waiting
        ? [make("p", {}, `Answer the last question to go on.${all}`)]
        : [...Object.keys(data.terms).map((term) => verdict(term, answers, rest)), ...known(answers, unknown, rest)]),
    );
  }

  form.addEventListener("change", ({ target }) => {
    // "None of these", "I do not know" and the others rule each other out.
    if (target.type === "checkbox" && target.checked) {
      for (const each of boxes(target.name)) {
        if (each !== target && [each.value, target.value].some((value) => value === NONE || value === UNKNOWN)) each.checked = false;
      }
    }
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () =>
    setTimeout(() => {
      called();
      show();
    }),
  );

  // What it is called: what the search of the site finds, as far as that has an answer to both questions.
  const name = form.querySelector("#guide-name");
  const names = form.querySelector(".guide-names");
  const status = form.querySelector(".found");
  let turn = 0;

  function named(hit, entries) {
    const { element, pictured, told } = results;
    const { kind, title, also } = told(hit);
    const { kind: number, address, concerned } = entries[hit.item.place];
    const treatment = number === finder.TYPE ? address : entries[concerned[0]]?.address;
    const type = data.types.find(({ href }) => finder.at(href) === treatment);
    const head = element("p", "", ...pictured(hit), link(address, title), also && ` (${also})`, element("span", "finder-kind", ` ${kind}`));
    if (hit.item.kind === "illness") return make("li", {}, head, element("p", "", "An illness: its page lists the treatments."));
    if (!type) return make("li", {}, head);
    const answer = (term) => [`${data.words.term[term]} `, strong(type[term], data.words.answer[type[term]]), ". "];
    const kindly = number === finder.TYPE ? [] : ["Its kind of treatment: ", link(treatment, type.name), "."];
    return make("li", {}, head, element("p", "", ...answer("cell_therapy"), ...answer("immunotherapy"), ...kindly));
  }

  async function called() {
    const mine = ++turn;
    const text = name.value.trim();
    const { found = [], sure, texted = true } = text.length < 2 ? {} : await results.find(text, { typing: true });
    const { entries } = await finder.known();
    if (mine !== turn) return; // the reader has gone on
    if (!texted) results.complete().then(() => mine === turn && called()).catch(() => {}); // texts may know better
    const fitting = found.filter(({ item }) => NAMED.has(item.kind)).slice(0, NAMES);
    names.replaceChildren(...fitting.map((hit) => named(hit, entries)));
    names.dataset.of = sure ? text : "";
    const missing = fitting.length ? "Nothing here is called that. The nearest:" : "Nothing here is called that. Choose “I do not know”.";
    status.textContent = text.length < 2 ? "" : sure && fitting.length ? `${fitting.length} found:` : missing;
  }

  name.addEventListener("focus", () => results.prepare().catch(() => {}), { once: true });
  name.addEventListener("input", () => called().catch(() => {}));
  name.addEventListener("keydown", (event) => {
    const first = names.querySelector("a");
    if (event.key === "Enter" && first && names.dataset.of === name.value.trim()) location.assign(first.href);
  });

  const before = new URLSearchParams(location.search);
  for (const field of ["name", ...data.order]) {
    for (const each of boxes(field)) each.checked = before.getAll(field).includes(each.value);
  }
  // An address with answers, and none to the name, is from before names were asked for.
  if (data.order.some((field) => before.has(field))) boxes("name")[0].checked = true;
  form.hidden = false;
  show();
  if (name.value) called().catch(() => {}); // the browser kept what was typed
})();

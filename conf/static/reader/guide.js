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

  // The rule that decides, or the place of the node at which an answer is missing.
  function walk({ variables, nodes, root }, answers) {
    let at = root;
    while (typeof at !== "string") {
      const [number, children] = nodes[at];
      const next = place(variables[number], answers);
      if (next < 0) return at;
      at = children[next];
    }
    return at;
  }

  // The fields that can still matter below a node.
  function open({ variables, nodes }, at, found = new Set()) {
    if (typeof at === "string") return found;
    const [number, children] = nodes[at];
    found.add(variables[number].field);
    for (const child of children) open({ variables, nodes }, child, found);
    return found;
  }

  const joined = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);
  const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
  const said = (known, given) => joined(Object.keys(known).filter((each) => given.includes(each)).map((each) => known[each]));

  // The words of taxonomy.decide.classification, whose answers a test compares with these.
  function reason(data, term, id, answers) {
    const { agent, effect, role } = data.words;
    const removed = answers.agent.length > 1 && answers.agent.includes("removal");
    const given = answers.agent.filter((each) => !removed || each !== "removal");
    const facts =
      term === "cell_therapy"
        ? `You are given ${said(agent, given)}.${removed ? " Something is also taken out of your blood." : ""}`
        : answers.effect.length
          ? `It ${said(effect, answers.effect)}. ${capital(role[answers.role ?? "none"])}.`
          : "It has no effect on the immune system that is part of the treatment.";
    const { reason: told, sentence } = data.rules[id];
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

  if (typeof document === "undefined") {
    module.exports = { walk, open, reason, closest };
    return;
  }

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

  // What was answered to one question, or undefined.
  function given(field) {
    const chosen = boxes(field).filter((each) => each.checked);
    if (!chosen.length) return undefined;
    if (chosen[0].type === "checkbox") return chosen.map((each) => each.value).filter((each) => each !== "none");
    return field === "cancer" ? chosen[0].value === "true" : chosen[0].value;
  }

  // The questions in turn: one is put only if its answer can change the outcome, or was given.
  function collect() {
    const answers = {};
    let waiting = null;
    data.order.forEach((field, n) => {
      const matters = Object.values(data.terms).some((term) => open(term, walk(term, answers)).has(field));
      // What goes in and what it does are asked in any case: the reason tells them.
      const put = !waiting && (matters || field === "agent" || field === "effect");
      sets[n].hidden = !put;
      if (!put) return;
      const answer = given(field);
      if (answer === undefined) waiting = field;
      else answers[field] = answer;
      if (field === "effect" && answer?.length === 0) answers.role = "none";
    });
    if (answers.effect?.length === 0) sets[data.order.indexOf("role")].hidden = true;
    return { answers, waiting };
  }

  const link = (href, words) => (href ? make("a", { class: "reference internal", href }, words) : words);

  function verdict(term, answers) {
    const id = walk(data.terms[term], answers);
    const { value, says, href } = data.rules[id];
    const people = says.map(([who, answer, why]) => {
      const { short = who, href: at } = data.authorities[who] ?? {};
      return make("li", {}, link(at, short), ` says ${answer}: ${why}.`);
    });
    const first = make("p", {}, make("strong", { class: `fact-answer fact-${value}` }, `${data.words.answer[value]}.`));
    first.append(` ${reason(data, term, id, answers)} (Rule `, link(href, id), ".)");
    const part = make("section", {}, make("h2", {}, data.words.term[term]), first);
    if (id === "IM6") part.append(make("p", {}, "Here the science is open, not only the wording."));
    if (people.length) part.append(make("ul", {}, ...people));
    return part;
  }

  function known(answers) {
    const near = closest(data.types, answers);
    const items = near.map((type) => {
      const words = ["cell_therapy", "immunotherapy"].map((term) => data.words.answer[type[term]].toLowerCase());
      return make("li", {}, link(type.href, type.name), ` (cell therapy: ${words[0]}; immunotherapy: ${words[1]})`);
    });
    return make("section", {}, make("h2", {}, "The closest known treatments"), make("ul", {}, ...items));
  }

  function show() {
    const { answers, waiting } = collect();
    const asked = new URLSearchParams();
    for (const [field, answer] of Object.entries(answers)) {
      if (sets[data.order.indexOf(field)].hidden) continue;
      for (const each of Array.isArray(answer) && !answer.length ? ["none"] : [answer].flat()) asked.append(field, each);
    }
    try {
      history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
    } catch {
      // A page opened from a disk may not change its address.
    }
    result.hidden = false;
    result.replaceChildren(
      ...(waiting
        ? [make("p", {}, "Answer the last question to go on.")]
        : [...Object.keys(data.terms).map((term) => verdict(term, answers)), known(answers)]),
    );
  }

  form.addEventListener("change", ({ target }) => {
    // "None of these" and the others rule each other out.
    if (target.type === "checkbox" && target.checked) {
      for (const each of boxes(target.name)) {
        if (each !== target && (each.value === "none" || target.value === "none")) each.checked = false;
      }
    }
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));

  const before = new URLSearchParams(location.search);
  for (const field of data.order) for (const each of boxes(field)) each.checked = before.getAll(field).includes(each.value);
  form.hidden = false;
  show();
})();

// The field at the top of every page: results while typing, arrow keys, and "/" to get there.
// Without this script the form leads to the search page, which has lists for that case.
(() => {
  "use strict";

  const MOST = 6;
  const form = document.querySelector("form.site-search");
  if (!form || document.getElementById("finder-found")) return; // the search page shows its results below
  const field = form.querySelector("input");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[role=status]");
  let turn = 0;
  let chosen = -1;
  let enter = ""; // where Enter leads while nothing is chosen: to the first only if it is what was meant

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  // The scripts come when the field is first used: no page pays for a search that nobody makes.
  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
  let ready = null;
  const begin = () => (ready ??= load("names", typeof finder).then(() => load("results", typeof results)));
  function load(name, known) {
    return new Promise((come, fail) => {
      if (known !== "undefined") return come(); // a tool of this page brought it
      const script = document.createElement("script");
      script.src = new URL(`_static/search/${name}.js`, root).href;
      script.addEventListener("load", come);
      script.addEventListener("error", fail);
      document.head.append(script);
    });
  }

  const options = () => [...list.children];

  function close() {
    turn++;
    chosen = -1;
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    const all = options();
    chosen = all.length ? (place + all.length + 1) % (all.length + 1) : -1;
    if (chosen === all.length) chosen = -1; // back in the field
    all.forEach((each, number) => each.setAttribute("aria-selected", String(number === chosen)));
    if (chosen < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }

  function option(address, number, ...children) {
    const made = results.element("li", "", ...children);
    made.id = `finder-option-${number}`;
    made.dataset.address = address;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    return made;
  }

  function drawn(hit, number) {
    const { kind, title, also, answer, about } = results.told(hit);
    const { element } = results;
    const head = element("span", "finder-title", ...results.pictured(hit), title, also && ` (${also})`);
    return option(hit.item.address, number, element("span", "finder-kind", kind), head, element("span", "finder-said", answer || about));
  }

  const searchPage = () => `${form.action}?${new URLSearchParams({ q: field.value.trim() })}`;

  async function show() {
    const mine = ++turn;
    const text = field.value.trim();
    if (text.length < 2) return close();
    await begin();
    const { found, sure, strong, texted } = await results.find(text, { typing: true });
    if (mine !== turn) return; // the reader has gone on
    // Names answer first; what was typed before the texts came is asked again when they are there.
    if (!texted) results.complete().then(() => mine === turn && chosen < 0 && show()).catch(close);
    const few = sure ? found.slice(0, MOST) : [];
    const [nothing, said] = texted ? [`Nothing fits “${text}” well: see the nearest`, "Nothing fits well."] : ["Still looking …", "Still looking."];
    const all = results.element("span", "finder-title", few.length ? `All results for “${text}”` : nothing);
    list.replaceChildren(...few.map(drawn), option(searchPage(), few.length, all));
    list.hidden = false;
    list.dataset.of = text;
    enter = few.length && strong ? few[0].item.address : searchPage();
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", "true");
    status.textContent = few.length ? `${few.length} results. Down arrow to read them.` : said;
  }

  // A list that still answers the words before is no answer: then Enter sends the form to the search page.
  const upToDate = () => list.dataset.of === field.value.trim();
  const go = (address) => location.assign(address);

  const wake = () => begin().then(() => results.prepare()).catch(() => {});
  const answer = () => show().catch(close);
  field.addEventListener("focus", wake);
  field.addEventListener("input", answer);
  if (document.activeElement === field) wake().then(answer); // somebody was quicker than this script
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "ArrowDown" && !list.hidden) choose(chosen + 1);
    else if (event.key === "ArrowUp" && !list.hidden) choose(chosen < 0 ? options().length - 1 : chosen - 1);
    else if (event.key === "Enter" && !list.hidden && (chosen >= 0 || upToDate())) go(chosen < 0 ? enter : options()[chosen].dataset.address);
    else return;
    event.preventDefault();
  });
  // The mouse must not take the focus away before its click counts.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const address = event.target.closest("[role=option]")?.dataset.address;
    if (!address) return;
    if (event.ctrlKey || event.metaKey) window.open(address, "_blank", "noopener");
    else go(address);
  });
  form.addEventListener("focusout", ({ relatedTarget: next }) => form.contains(next) || close());
})();

// The key "/" leads to the field, unless a reader types, or has said no on the search page:
// whoever speaks to the computer may press it by chance.
(() => {
  "use strict";

  const field = document.querySelector("form.site-search input");
  const typed = "input, textarea, select, [contenteditable]";
  document.addEventListener("keydown", (event) => {
    const plain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain || event.target.closest?.(typed) || localStorage.getItem("search-key") === "off") return;
    event.preventDefault();
    field?.focus();
  });
})();

// The search page: what is typed in the field at its top is answered below.
(() => {
  "use strict";

  const AT_ONCE = 10;
  const QUIET = 120; // milliseconds without a key before the page answers
  const place = document.getElementById("finder-found");
  const form = document.querySelector("form.site-search");
  if (!place || !form) return;
  const field = form.querySelector("input");
  const status = document.getElementById("finder-status");
  const others = document.getElementById("finder-others");
  const key = document.getElementById("finder-key");
  const ask = document.getElementById("finder-ask");
  const { element } = results;
  let turn = 0;

  function item(hit) {
    const { kind, title, also, answer, about } = results.told(hit);
    const link = element("a", "", title);
    link.href = hit.item.address;
    const made = element("li", "", element("p", "finder-kind", kind), element("p", "finder-title", ...results.pictured(hit), link, also && ` (${also})`));
    if (answer) made.append(element("p", "finder-said", answer));
    if (about) made.append(element("p", "finder-about", about));
    return made;
  }

  // A list of which some are shown, and a button for as many more.
  function list(found) {
    const shown = element("ol", "finder-results");
    const more = element("button", "", "Show more");
    let next = 0;
    more.type = "button";
    function add() {
      const added = found.slice(next, (next += AT_ONCE)).map(item);
      shown.append(...added);
      more.hidden = next >= found.length;
      return added[0];
    }
    more.addEventListener("click", () => add()?.querySelector("a").focus());
    add();
    place.replaceChildren(shown, more);
  }

  let whole = false;
  function again() {
    if (whole) return;
    whole = true;
    run();
  }

  async function run() {
    const mine = ++turn;
    const query = field.value.trim();
    ask.hidden = true;
    if (!query) {
      status.textContent = "";
      return place.replaceChildren();
    }
    if (!whole) results.complete().then(again, () => {}); // names answer first, and texts behind them
    let { found, sure, missing = [] } = await (others.checked ? results.others(query) : results.find(query));
    if (mine !== turn || !(whole || sure)) return; // the texts may know better
    if (!sure && !others.checked) {
      // What readers' pages do not answer, those for programmers and contributors may.
      const beside = await results.others(query).catch(() => ({}));
      if (mine !== turn) return;
      if (beside.sure) ({ found, sure, missing = [] } = beside);
    }
    const short = query.length > 80 ? `${query.slice(0, 80)}…` : query;
    list(found);
    if (!found.length) status.textContent = `Nothing found for “${short}”.`;
    else if (!sure) status.textContent = `Nothing here answers “${short}” well. The nearest:`;
    else if (missing.length) status.textContent = `Answers to “${short}”, the best first. The first does not speak of “${missing.join(" ")}”:`;
    else status.textContent = `Answers to “${short}”, the best first:`;
    ask.hidden = sure;
  }

  function remember() {
    const address = new URL(location.href);
    address.search = field.value ? new URLSearchParams({ q: field.value }).toString() : "";
    history.replaceState(null, "", address);
  }

  let waiting = 0;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  document.getElementById("finder-off").remove();
  key.checked = localStorage.getItem("search-key") !== "off";
  key.addEventListener("change", () => localStorage.setItem("search-key", key.checked ? "on" : "off"));
  others.addEventListener("change", run);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    remember();
    run();
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, QUIET);
  });
  // The lists wait for what is found above them.
  const lists = document.getElementById("finder-lists");
  lists.hidden = Boolean(field.value);
  run().finally(() => {
    lists.hidden = false;
    document.getElementById("finder-more").hidden = false;
    document.getElementById("search").classList.add("ready");
  });
  if (!field.value) field.focus();
})();

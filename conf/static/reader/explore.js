// Filters, sorts and downloads the tables of the pages to explore.
// A row says in its data-* attributes what it can be found by; an empty field asks nothing.
(() => {
  "use strict";

  const ALIKE = 0.6; // how well a name must fit what was typed

  // A spreadsheet would run a cell that starts like a formula.
  const safe = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  const quoted = (text) => `"${safe(text).replaceAll('"', '""')}"`;

  function words(cell) {
    const parts = [...cell.children].filter((each) => each.matches(".fact-label"));
    return (parts.length ? parts.map((each) => each.textContent).join("; ") : cell.textContent).trim();
  }

  function equip(form) {
    const table = document.getElementById(form.id.replace("-form", "-table"));
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...body.rows];
    const texts = new Map(); // the stems of a row's words; known when they are first asked for
    const found = form.querySelector(".found");
    const whole = table.closest("details");
    let sort = "";
    let turn = 0;

    function asked() {
      const fields = [...form.elements].filter((each) => each.name && each.value.trim());
      return Object.fromEntries(fields.map((each) => [each.name, each.value.trim()]));
    }

    function stems(row) {
      if (!texts.has(row)) texts.set(row, new Set(answers.stems(`${row.textContent} ${row.dataset.uses ?? ""}`)));
      return texts.get(row);
    }

    // What asks whether a row holds every word of a phrase, in either spelling; of a word that no row has, its beginning is enough.
    function holding(phrase) {
      const words = answers.stems(phrase.replaceAll("-", " "));
      const begun = words.filter((word) => word.length > 2 && !rows.some((row) => stems(row).has(word)));
      const has = (row, word) => stems(row).has(word) || (begun.includes(word) && [...stems(row)].some((each) => each.startsWith(word)));
      return (row) => words.length > 0 && words.every((word) => has(row, word));
    }

    // Rows that hold what was typed, or another name of the illness that it names; and those of what it names, misspelt or not.
    async function holders(text) {
      await results.scripts();
      const [hits, { entries }] = [await finder.meant(text, ALIKE), await finder.known()];
      const phrases = [text, ...(hits[0]?.is === "illness" ? entries[hits[0].place].names : [])].map(holding);
      const own = new Set(hits.flatMap(({ address, treatments }) => [address, ...treatments.map((each) => each.address)]));
      const kinds = new Set(hits.filter(({ is }) => is === "type").map(({ address }) => address));
      const named = (row) => own.has(row.cells[0].querySelector("a")?.href) || [...row.querySelectorAll("a")].some(({ href }) => kinds.has(href));
      return new Set(rows.filter((row) => named(row) || phrases.some((holds) => holds(row))));
    }

    const between = (year, from, to) => (!from || (year && year >= Number(from))) && (!to || (year && year <= Number(to)));

    // Of a product, one and the same decision must be of the agency, the kind and the years that are asked for.
    function decided(row, { from, to, agency, status }) {
      return row.dataset.decisions.split(" ").some((each) => {
        const [who, what, year] = each.split("|");
        return (!agency || who === agency) && (!status || what === status) && between(Number(year), from, to);
      });
    }

    function fits(row, { from, to, ...words }) {
      return (
        (row.dataset.decisions ? decided(row, { from, to, ...words }) : between(Number(row.dataset.year), from, to)) &&
        Object.entries(words).every(([name, value]) => (row.dataset[name] ?? "").split(" ").includes(value))
      );
    }

    async function show(keep = true) {
      const mine = ++turn;
      const { text, ...wanted } = asked();
      const holding = text && (await holders(text));
      if (mine !== turn) return; // the reader has gone on
      let count = 0;
      for (const row of rows) {
        row.hidden = !((!text || holding.has(row)) && fits(row, wanted));
        count += !row.hidden;
      }
      found.textContent = `${count} of ${rows.length} shown.`;
      if (text || sort || Object.keys(wanted).length) whole.open = true;
      if (keep) remember({ ...(text && { text }), ...wanted, ...(sort && { sort }) });
    }

    function order(next) {
      sort = next;
      const place = Math.abs(Number(sort)) - 1;
      const sorted = [...rows];
      if (heads[place]) {
        const sign = sort.startsWith("-") ? -1 : 1;
        const keys = new Map(rows.map((row) => [row, words(row.cells[place])]));
        // What is not known stands last, whichever way one sorts.
        sorted.sort((a, b) => {
          const [x, y] = [keys.get(a), keys.get(b)];
          return !x - !y || sign * x.localeCompare(y, "en", { numeric: true });
        });
      } else sort = "";
      body.append(...sorted);
      heads.forEach((head, n) => {
        if (n !== place) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
      });
    }

    heads.forEach((head, n) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        order(sort === String(n + 1) ? `-${n + 1}` : String(n + 1));
        show();
      });
      head.append(button);
    });

    form.querySelector(".csv").addEventListener("click", () => {
      const lines = [heads, ...[...body.rows].filter((row) => !row.hidden).map((row) => [...row.cells])];
      const text = lines.map((cells) => cells.map((cell) => quoted(words(cell))).join(",")).join("\r\n");
      const link = document.createElement("a");
      // The mark of UTF-8, without which some spreadsheets garble accents.
      link.href = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" }));
      link.download = form.id.replace("-form", ".csv");
      link.click();
      URL.revokeObjectURL(link.href);
    });

    form.addEventListener("input", () => show());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      setTimeout(() => {
        order("");
        show();
      });
    });

    const given = new URLSearchParams(location.search);
    for (const field of form.elements) if (field.name && given.has(field.name)) field.value = given.get(field.name);
    const more = form.querySelector("details");
    more.open = [...more.querySelectorAll("input, select")].some((each) => each.value);
    whole.open = matchMedia("(min-width: 63em)").matches; // on a phone a row is a card: a table is long
    order(given.get("sort") ?? "");
    form.hidden = false;
    show(false);
  }

  // The address keeps the state. A page opened from a disk may not change it.
  function remember(state) {
    const asked = new URLSearchParams(state).toString();
    try {
      history.replaceState(null, "", (asked ? `?${asked}` : location.pathname) + location.hash);
    } catch {
      // Then it keeps nothing.
    }
  }

  for (const form of document.querySelectorAll("form.explore-form")) equip(form);
  if (location.search && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
})();

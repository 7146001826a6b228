// What a reader does with a page as a whole: listen to it, share it, cite it, take it to a doctor.

// A button that reads the page with a voice of this machine. Voices that ask a server are left alone.
(() => {
  "use strict";

  const button = document.getElementById("listen");
  const article = document.querySelector("article");
  if (!button || !article || !("speechSynthesis" in window)) return;
  const LANGUAGE = document.documentElement.lang.slice(0, 2) || "en";
  const PARTS = "h1, h2, h3, h4, p, li, dt, dd, th, td, caption, summary";
  const SILENT = ".fact-cite, .headerlink, .glossary-tip, .source-list, form, nav, script, style";
  let turn = 0;

  const voice = () =>
    speechSynthesis
      .getVoices()
      .filter((each) => each.localService && each.lang.slice(0, 2) === LANGUAGE)
      .sort((a, b) => b.default - a.default)[0];

  function offer() {
    button.hidden = !voice();
  }

  // The smallest parts that hold words, in reading order: what is open now, without numbers of sources.
  function parts() {
    const seen = [...article.querySelectorAll(PARTS)].filter(
      (each) => !each.querySelector(PARTS) && !each.closest(SILENT) && (each.checkVisibility?.() ?? true),
    );
    return seen.map((each) => [each, words(each)]).filter(([, text]) => /\p{L}|\p{N}/u.test(text));
  }

  function words(part) {
    const copy = part.cloneNode(true);
    for (const each of copy.querySelectorAll(`${SILENT}, svg, .dots`)) each.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  function stop() {
    turn += 1;
    speechSynthesis.cancel();
    article.querySelector(".being-read")?.classList.remove("being-read");
    button.textContent = "Listen";
  }

  // One part at a time: some browsers fall silent in a long text.
  function read(rest, mine) {
    if (mine !== turn) return;
    article.querySelector(".being-read")?.classList.remove("being-read");
    const [part, text] = rest[0] ?? [];
    const speaker = voice(); // it may have gone since the button was offered
    if (!part || !speaker) {
      stop();
      return;
    }
    part.classList.add("being-read");
    const said = new SpeechSynthesisUtterance(text);
    said.voice = speaker;
    said.lang = speaker.lang;
    said.addEventListener("end", () => read(rest.slice(1), mine));
    said.addEventListener("error", () => mine === turn && stop());
    speechSynthesis.speak(said);
  }

  button.addEventListener("click", () => {
    if (button.textContent !== "Listen") {
      stop();
      return;
    }
    stop();
    button.textContent = "Stop";
    read(parts(), turn);
  });
  addEventListener("pagehide", stop);
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
})();

// Share the page's address by the machine's own sheet, or copy it; copy the lines to cite the page with.
(() => {
  "use strict";

  const button = document.getElementById("share");
  const status = document.getElementById("share-status");
  if (!button) return;

  // Where the browser copies nothing, the text is marked, ready to be copied by hand.
  async function copy(text, part) {
    try {
      await navigator.clipboard.writeText(text);
      return "Copied.";
    } catch {
      if (part) getSelection().selectAllChildren(part);
      return part ? "Marked: copy it now." : text;
    }
  }

  button.textContent = navigator.share ? "Share" : "Copy address";
  button.addEventListener("click", async () => {
    if (!navigator.share) {
      status.textContent = await copy(location.href);
      return;
    }
    try {
      await navigator.share({ title: document.title, url: location.href });
    } catch {
      // The reader closed the sheet.
    }
  });
  button.hidden = false;

  for (const line of document.querySelectorAll(".copy-line")) {
    const text = line.textContent.trim();
    const words = document.createElement("span");
    words.textContent = text;
    const press = document.createElement("button");
    press.type = "button";
    press.className = "copy-button";
    press.textContent = "Copy";
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    press.addEventListener("click", async () => {
      said.textContent = await copy(text, words);
    });
    line.replaceChildren(words, " ", press, " ", said);
  }
})();

// From a source back to the words that led to it.
(() => {
  "use strict";

  const back = Object.assign(document.createElement("a"), { href: "#cited", textContent: "Back to the text" });
  let cited;
  addEventListener("click", ({ target }) => {
    const cite = target.closest("a.fact-cite[href^='#']");
    const source = cite && document.querySelector(cite.hash);
    if (!source) return;
    cited?.removeAttribute("id");
    cited = cite;
    cite.id = "cited";
    (source.querySelector("p") ?? source).append(" ", back);
  });
})();

// A button on a treatment's page: print it as a sheet to take to a doctor, with lines for notes.
(() => {
  "use strict";

  const title = document.querySelector("article h1");
  if (!title || !document.querySelector(".page-tools[data-sheet]")) return;
  const make = (tag, name, text = "") => Object.assign(document.createElement(tag), { className: name, textContent: text });
  const button = make("button", "sheet-button", "Print this page for your doctor");
  button.type = "button";
  const notes = make("section", "sheet-notes");
  const reviewed = [...document.querySelectorAll("#sources p")].map((each) => each.textContent).filter((text) => /^Reviewed/.test(text));
  const source = make("p", "", `${reviewed.at(-1) ?? ""} From: ${document.querySelector("link[rel=canonical]")?.href ?? location.href.split(/[?#]/)[0]}`);
  const named = make("p", "sheet-sources");
  notes.append(make("h2", "", "My notes and questions"), ...Array.from({ length: 5 }, () => make("p", "line")), named, source);

  // Who wrote what the sheet tells, each once, after the numbers that its parts that lie open cite.
  function sources() {
    const numbers = {};
    for (const each of document.querySelectorAll("a.fact-cite[href^='#']")) {
      if (each.closest(".fact-fold, #more, #life, #cost")) continue;
      const text = document.querySelector(each.hash)?.querySelector("p")?.firstChild?.textContent;
      if (text) (numbers[text] ??= new Set()).add(each.textContent);
    }
    return Object.entries(numbers).map(([text, some]) => [...some, text].join(" "));
  }

  button.addEventListener("click", () => {
    document.body.classList.add("sheet");
    named.textContent = `Sources, with titles and addresses at the page named below: ${sources().join(" ")}`;
    document.querySelector("article").append(notes);
    print();
  });
  addEventListener("afterprint", () => {
    document.body.classList.remove("sheet");
    notes.remove();
  });
  (document.querySelector("#questions-to-ask ul") ?? title).after(button);
})();

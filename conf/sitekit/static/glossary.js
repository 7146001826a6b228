// What a word of the glossary means, beside it: for a mouse, for the keyboard's focus, for a first tap.
// Without this script each word is a link to the glossary.
(() => {
  "use strict";

  const WAIT = 150; // milliseconds: a mouse that only passes opens nothing, and may cross over to the tip
  const EDGE = 8; // pixels between the tip and the edge of the window
  const source = new URL("glossary-tips.js", document.currentScript.src);
  const tip = document.createElement("div");
  tip.id = tip.className = "glossary-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);

  let tips; // a promise of what each anchor's tip says
  let wanted = null; // the word whose tip is open, or will be
  let timer = 0;
  let tapped = null; // the word that a finger is on, if its tip was closed

  const term = (target) => target.closest?.("a.term") ?? null;

  // A script and no JSON, so that it also works when the page is opened from a disk.
  function load() {
    tips ??= new Promise((done) => {
      window.glossaryTips = (_stamp, all) =>
        done(new Map(all.flatMap(([anchors, ...told]) => anchors.map((each) => [each, told]))));
      const script = Object.assign(document.createElement("script"), { src: source });
      script.onerror = () => done(new Map());
      document.head.append(script);
    });
    return tips;
  }

  function close() {
    clearTimeout(timer);
    wanted?.removeAttribute("aria-describedby");
    wanted = null;
    tip.hidden = true;
  }

  // Below the word, or above it if there is no room; never over it, never beside the window.
  function place(link) {
    const lines = [...link.getClientRects()];
    const [first, last] = [lines[0], lines.at(-1)];
    tip.style.left = "0";
    tip.hidden = false;
    const height = tip.offsetHeight;
    const above = last.bottom + height > innerHeight && first.top > height;
    const right = document.documentElement.clientWidth - EDGE - tip.offsetWidth;
    tip.style.left = `${Math.max(EDGE, Math.min((above ? first : last).left, right)) + scrollX}px`;
    tip.style.top = `${(above ? first.top - height : last.bottom) + scrollY}px`;
  }

  async function open(link, byTap = false) {
    if (wanted === link) return;
    close();
    wanted = link;
    const told = (await load()).get(decodeURIComponent(link.hash.slice(1)));
    if (wanted !== link) return; // the reader went on
    if (!told) {
      wanted = null;
      if (byTap) location.assign(link.href);
      return;
    }
    const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
    const lines = [make("strong", told[0]), make("span", told[1])];
    if (byTap) lines.push(make("small", "Tap the word again to read more."));
    tip.replaceChildren(...lines);
    link.setAttribute("aria-describedby", tip.id);
    place(link);
  }

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "mouse") return;
    const link = term(target);
    clearTimeout(timer);
    if (link && link !== wanted) timer = setTimeout(open, WAIT, link);
    else if (!link && wanted && wanted !== document.activeElement && !tip.contains(target)) timer = setTimeout(close, WAIT);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (term(target) && target.matches(":focus-visible")) open(target);
  });
  document.addEventListener("focusout", ({ target }) => {
    if (target === wanted && !target.matches(":hover") && !tip.matches(":hover")) close();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close();
  });
  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    const link = term(target);
    tapped = pointerType !== "mouse" && link !== wanted ? link : null;
    if (!link && !tip.contains(target)) close();
  });
  document.addEventListener("click", (event) => {
    const link = term(event.target);
    if (link && link === tapped) {
      event.preventDefault();
      open(link, true);
    } else if (link) close();
    tapped = null;
  });
  // A table that scrolls takes its word along; what else scrolls, such as the list of pages, does not.
  function follow({ target }) {
    if (tip.hidden || target === document || !target.contains(wanted)) return;
    const [word, box] = [wanted, target].map((each) => each.getBoundingClientRect());
    if (word.right > box.left && word.left < box.right) place(wanted);
    else close();
  }

  document.addEventListener("scroll", follow, true);
  addEventListener("resize", () => tip.hidden || place(wanted));
})();

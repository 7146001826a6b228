// What the pages need at the reader's side and CSS alone cannot give.
// Without this script a page reads the same: see `.no-js` in reference.css.
(() => {
  "use strict";

  // A narrow window has two drawers. Furo opens each with a label of a hidden
  // checkbox, which no keyboard reaches: put buttons in place of the labels.
  function equip(id, selector, name) {
    const box = document.getElementById(id);
    const drawer = document.querySelector(selector);
    if (!box || !drawer) return;
    const labels = document.querySelectorAll(`label[for="${id}"]:not(.overlay)`);
    const buttons = [...labels].map((label) => {
      const button = document.createElement("button");
      button.className = label.className;
      button.append(...label.childNodes);
      label.replaceWith(button);
      return button;
    });
    let opener = null;

    function show() {
      for (const button of buttons) button.setAttribute("aria-expanded", box.checked);
    }

    function set(open) {
      box.checked = open;
      show();
    }

    drawer.id ||= `${id}-drawer`;
    drawer.tabIndex = -1;
    drawer.setAttribute("aria-label", name);
    for (const button of buttons) {
      button.setAttribute("aria-label", name);
      button.setAttribute("aria-controls", drawer.id);
      button.addEventListener("click", ({ detail: pressesOfMouse }) => {
        opener = button;
        set(!box.checked);
        if (box.checked && pressesOfMouse === 0) drawer.focus();
      });
    }
    box.addEventListener("change", show);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.checked) return;
      set(false);
      opener?.focus();
    });
    // Focus that leaves an open drawer would be hidden under it.
    drawer.addEventListener("focusout", ({ relatedTarget: next }) => {
      if (next && !drawer.contains(next) && !buttons.includes(next)) set(false);
    });
    drawer.addEventListener("click", (event) => {
      if (event.target.closest?.('a[href^="#"]')) set(false);
    });
    show();
  }

  equip("__navigation", ".sidebar-drawer", "Site menu");
  equip("__toc", ".toc-drawer", "Contents of this page");

  // Only what really scrolls sideways is a stop of the Tab key and a landmark. What is in it is watched, too: it may
  // grow by a font that comes late, or by spacing that a reader sets, while its frame stays as wide as it was.
  const framed = ".table-wrapper, .highlight pre";
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const frame = target.closest(framed);
      const scrolls = frame.scrollWidth > frame.clientWidth;
      if (scrolls) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
      if (frame.hasAttribute("aria-label")) frame.setAttribute("role", scrolls ? "region" : "group");
    }
  });
  for (const each of document.querySelectorAll(`${framed}, .table-wrapper > table`)) observer.observe(each);

  // What the address points to. Whoever links here may have cut it in the middle of a letter: then as it stands.
  function part() {
    const written = location.hash.slice(1);
    try {
      return decodeURIComponent(written);
    } catch {
      return written;
    }
  }

  // A link into what is folded opens it: not every browser does so by itself.
  function unfold() {
    const target = document.getElementById(part());
    if (!target) return;
    const inside = target.querySelector(":scope > details.section-fold") ?? (target.matches("details") ? target : null);
    if (!inside && !target.closest("details")) return;
    let closed = inside ?? target.closest("details:not([open])");
    while (closed) {
      closed.open = true;
      closed = closed.parentElement.closest("details:not([open])");
    }
    target.scrollIntoView({ behavior: "instant" });
  }
  addEventListener("hashchange", unfold);
  addEventListener("load", unfold); // again, after what came late has moved it
  unfold();

  // Paper cannot be opened: print what is closed, then close it again.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
    opened = [];
  });
})();

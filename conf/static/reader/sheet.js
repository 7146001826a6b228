// A button on a type's page: print it as a sheet to take to a doctor, with lines for notes.
(() => {
  "use strict";

  const title = document.querySelector("article h1");
  if (!title) return;
  const make = (tag, name, text = "") => Object.assign(document.createElement(tag), { className: name, textContent: text });
  const button = make("button", "sheet-button", "Print this page for your doctor");
  button.type = "button";
  const notes = make("section", "sheet-notes");
  const reviewed = [...document.querySelectorAll("#sources p")].map((each) => each.textContent).filter((text) => /^Reviewed/.test(text));
  const source = make("p", "", `${reviewed.at(-1) ?? ""} From: ${document.querySelector("link[rel=canonical]")?.href ?? location.href.split(/[?#]/)[0]}`);
  notes.append(make("h2", "", "My notes and questions"), ...Array.from({ length: 6 }, () => make("p", "line")), source);

  button.addEventListener("click", () => {
    document.body.classList.add("sheet");
    document.querySelector("article").append(notes);
    print();
  });
  addEventListener("afterprint", () => {
    document.body.classList.remove("sheet");
    notes.remove();
  });
  (document.querySelector("#questions-to-ask ul") ?? title).after(button);
})();

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

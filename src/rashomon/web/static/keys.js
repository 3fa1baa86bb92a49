// Keys for those who do not use a mouse. An extra: every key stands for a link or a button that is there anyway.
// No key does anything while somebody types, or together with Ctrl, Alt or Meta.
"use strict";

(() => {
  const typing = (node) =>
    node instanceof Element && (node.isContentEditable || node.closest("input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [role=textbox]") !== null);

  const follow = (selector) => {
    const found = document.querySelector(selector);
    if (found) found.click();
    return Boolean(found);
  };

  const keys = {
    "/": () => {
      const box = document.getElementById("find");
      if (!box) return false;
      box.focus();
      box.select();
      return true;
    },
    m: () => follow("a[data-key=m]"),
    n: () => follow("[data-key=n]"),
    p: () => follow("[data-key=p]"),
    "?": () => follow("[data-key=help]"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (act && act()) event.preventDefault();
  });
})();

// One key for each verdict. An extra: every key presses a button or follows a link that is there anyway.
// No key does anything while somebody types, or together with Ctrl, Alt, Meta, or when it is held down.
"use strict";

(() => {
  const typing = (node) =>
    node instanceof Element && (node.isContentEditable || node.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [role=textbox]") !== null);

  const press = (key) => {
    const found = document.querySelector(`[data-key=${key}]`);
    if (found) found.click();
    return Boolean(found);
  };

  const correct = () => {
    const part = document.querySelector("details.correct");
    if (!part) return false;
    part.open = true;
    document.getElementById("value").focus();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (typing(event.target)) return;
    const acts = { a: () => press("a"), x: () => press("x"), s: () => press("s"), u: () => press("u"), j: () => press("j"), k: () => press("k"), e: correct };
    if (Object.hasOwn(acts, event.key) && acts[event.key]()) event.preventDefault();
  });
})();

// Keys for those who do not use a mouse. An extra: every key stands for a link or a button that is there anyway.
// No key does anything while somebody types, or together with Ctrl, Alt or Meta.
"use strict";

(() => {
  const FIELDS = "textarea, select, [role=textbox], input:not([type=checkbox]):not([type=radio]):not([type=range]):not([type=submit]):not([type=button])";
  const typing = (node) => node instanceof Element && (node.isContentEditable || node.closest(FIELDS) !== null);

  const follow = (selector) => {
    const found = document.querySelector(selector);
    if (found) found.click();
    return Boolean(found);
  };

  const find = () => {
    const box = document.getElementById("find");
    if (!box) return false;
    box.focus();
    box.select();
    return true;
  };

  // The next or previous of the things that a page marks as stops: marks in a text, changes, cells that speak.
  let at = null;
  const step = (by) => {
    const stops = Array.from(document.querySelectorAll("[data-stop], .cell details > summary")).filter((one) => one.offsetParent !== null);
    if (stops.length === 0) return false;
    const from = stops.indexOf(document.activeElement) >= 0 ? document.activeElement : at ?? document.getElementById("here");
    const now = stops.indexOf(from);
    at = stops[now < 0 ? (by > 0 ? 0 : stops.length - 1) : (now + by + stops.length) % stops.length];
    if (!at.matches("summary, a, button")) at.setAttribute("tabindex", "-1");
    at.focus();
    at.scrollIntoView({ block: "center", inline: "nearest" });
    return true;
  };

  const keys = {
    "/": find,
    m: () => follow("a[data-key=m]"),
    n: () => step(1),
    p: () => step(-1),
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const open = event.key === "Escape" && event.target instanceof Element ? event.target.closest(".cell details[open]") : null;
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
      event.preventDefault();
      return;
    }
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (act && act()) event.preventDefault();
  });

  // Enter on a cell shows its words; Enter again follows the first of them into the document.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const summary = event.target instanceof Element ? event.target.closest(".cell details > summary") : null;
    if (!summary || !summary.parentElement.open) return;
    const source = summary.parentElement.querySelector("a.to-source");
    if (source) {
      event.preventDefault();
      source.click();
    }
  });

  // A link to exact characters puts the focus there, so that n and p go on from them.
  const here = document.getElementById("here");
  if (here && location.hash === "#here") here.focus();

  // The clocks: a slider over the changes, in step with the list beside it.
  for (const list of document.querySelectorAll(".clock-line select")) {
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = "0";
    slider.max = String(list.options.length - 1);
    slider.value = String(list.selectedIndex);
    slider.setAttribute("aria-label", document.querySelector(`label[for="${list.id}"]`).textContent);
    const say = () => slider.setAttribute("aria-valuetext", list.options[Number(slider.value)].text);
    say();
    slider.addEventListener("input", () => {
      list.selectedIndex = Number(slider.value);
      say();
    });
    slider.addEventListener("change", () => {
      list.form.action = `${location.pathname}#${list.id}`;
      list.form.requestSubmit();
    });
    list.addEventListener("change", () => {
      slider.value = String(list.selectedIndex);
      say();
    });
    list.before(slider);
    if (location.hash === `#${list.id}`) slider.focus({ preventScroll: true });
  }
})();

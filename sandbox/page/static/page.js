"use strict";
// The page's hands: turns clicks, keys and forms into acts for the server, and writes times in the reader's words.
(() => {
  let screenKey = "", locale = "en-GB", zone = "UTC", clockNow = 0, stick = true, tokens = 0, attached = [], sought = null;
  const find = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const busy = new Map();

  function send(act, about = {}, button = null) {
    const token = ++tokens;
    if (button) {
      button.classList.add("busy");
      button.setAttribute("aria-busy", "true");
      busy.set(token, button);
    }
    emitEvent("act", { ...about, act, token });
  }

  // ---- times -------------------------------------------------------------------------------------------------
  const STYLES = {
    t: { timeStyle: "short" }, T: { timeStyle: "medium" },
    d: { dateStyle: "short" }, D: { dateStyle: "long" },
    f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
    s: { dateStyle: "short", timeStyle: "short" }, S: { dateStyle: "short", timeStyle: "medium" },
    date: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
    short: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
    clock: { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  };
  const UNITS = [["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

  function written(seconds, style) {
    const at = new Date(seconds * 1000);
    if (style === "R") {
      const ahead = seconds - clockNow;
      const [unit, size] = UNITS.find(([, size]) => Math.abs(ahead) >= size) || UNITS.at(-1);
      return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(ahead / size), unit);
    }
    const tongue = style === "clock" || style === "short" ? "en-GB" : locale;
    const format = (options) => new Intl.DateTimeFormat(tongue, { timeZone: zone, ...options }).format(at);
    if (style !== "stamp") return format(STYLES[style] || STYLES.f);
    const day = (seconds_) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(seconds_ * 1000));
    const time = format({ timeStyle: "short" });
    return day(seconds) === day(clockNow) ? time : `${format({ dateStyle: "short" })} ${time}`;
  }

  function writeTime(element) {
    const { t, s } = element.dataset;
    element.textContent = written(+t, s);
    element.dateTime = new Date(t * 1000).toISOString();
    element.title = written(+t, "F");
  }
  const writeTimes = (from) => all("time[data-t]", from).forEach(writeTime);

  // ---- what the server asks of the browser ---------------------------------------------------------------------
  const log = () => find(".log");
  const composer = () => find("[data-composer]");
  const toBottom = () => { const box = log(); if (box) box.scrollTop = box.scrollHeight; };

  const asked = {
    settle(name, channel, tongue, place, key) {
      screenKey = key;
      const address = `?as=${encodeURIComponent(name.toLowerCase())}&channel=${channel}`;
      history.replaceState(null, "", address);
      document.title = `${name} · Sandbox`;
      [locale, zone] = [tongue === "no" ? "nb" : tongue, place];
      document.documentElement.lang = locale;
      writeTimes(document);
    },
    now(seconds) { if (seconds !== clockNow) { clockNow = seconds; all('time[data-s="R"],time[data-s="stamp"]').forEach(writeTime); } },
    opened() { [stick, sought] = [true, null]; requestAnimationFrame(toBottom); },
    reveal(message) { sought = message; reveal(); },
    placeholder(text) { const box = composer(); if (box) box.placeholder = text; },
    foot(shown) { find(".foot").hidden = !shown; },
    bar(shown) {
      find(".composer").hidden = shown;
      if (!shown) composer().focus();
    },
    free(token) {
      const button = busy.get(token);
      busy.delete(token);
      if (button) { button.classList.remove("busy"); button.removeAttribute("aria-busy"); }
    },
    giveBack(text) { const box = composer(); if (!box.value) { box.value = text; grow(box); } },
    formError(sentence) {
      const line = find("dialog .form-error");
      if (!line) return asked.toast(sentence, "bad");
      line.textContent = sentence; line.hidden = false; line.scrollIntoView({ block: "nearest" });
    },
    suggest(option, offered) {
      const input = document.getElementById(`option-${option}`);
      const list = input && input.nextElementSibling;
      if (!list) return;
      list.replaceChildren(...offered.map(([value, name], number) => {
        const row = Object.assign(document.createElement("button"), { type: "button", textContent: name });
        row.className = number ? "option" : "option active";
        row.setAttribute("role", "option");
        row.dataset.value = value;
        return row;
      }));
      list.hidden = !offered.length || document.activeElement !== input;
      input.setAttribute("aria-expanded", String(!list.hidden));
    },
    toast(sentence, mood) {
      const shown = Object.assign(document.createElement("div"), { className: `toast ${mood}`, textContent: sentence });
      shown.setAttribute("role", mood === "bad" ? "alert" : "status");
      let box = find(".toasts");
      if (!box) {
        box = Object.assign(document.createElement("div"), { className: "toasts" });
        document.body.append(box);
      }
      const dialog = find("dialog[open]");
      (dialog || document.body).append(box);
      box.append(shown);
      setTimeout(() => shown.remove(), 7000);
    },
    closeSide() { document.body.classList.remove("side-open"); },
  };
  window.sandboxPage = (name, ...values) => asked[name]?.(...values);

  // ---- what appears ----------------------------------------------------------------------------------------------
  // What was unfolded stays so when it is drawn anew.
  const unfolded = new Set();
  document.addEventListener("toggle", (event) => {
    const { fold } = event.target.dataset;
    if (fold) event.target.open ? unfolded.add(fold) : unfolded.delete(fold);
  }, true);

  function appeared(element) {
    if (element.matches("time[data-t]")) writeTime(element);
    writeTimes(element);
    all("details[data-fold]", element).forEach((each) => { each.open = unfolded.has(each.dataset.fold); });
    const opening = element.matches("[data-opens]") ? element : find("[data-opens]", element);
    if (!opening) return;
    if (opening.tagName === "DIALOG") {
      opening.showModal();
      find(".fields input, .fields textarea, .fields select", opening)?.focus();
    } else if (opening.matches(".popup")) {
      placePopup(opening);
    } else {
      (find("input, select, textarea", opening) || find("[type=submit]", opening))?.focus();
    }
  }

  // A message that was sought by its address may be drawn later than its channel is opened.
  function reveal() {
    const found = sought && find(`article[data-message="${sought}"]`);
    if (!found) return;
    [stick, sought] = [false, null];
    requestAnimationFrame(() => {
      found.scrollIntoView({ block: "center" });
      found.classList.add("sought");
    });
  }

  function placePopup(popup) {
    const box = popup.getBoundingClientRect();
    popup.style.setProperty("--x", `${Math.max(8, Math.min(box.left, innerWidth - box.width - 8))}px`);
    popup.style.setProperty("--y", `${Math.max(8, Math.min(box.top, innerHeight - box.height - 8))}px`);
    find("button", popup)?.focus();
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.nodeType === 1) appeared(node);
    }
    if (stick) toBottom();
    reveal();
  }).observe(document, { childList: true, subtree: true });
  document.addEventListener("load", (event) => { if (stick && event.target.tagName === "IMG") toBottom(); }, true);
  addEventListener("resize", () => { if (stick) toBottom(); });
  document.addEventListener("scroll", (event) => {
    const box = event.target;
    if (box.classList?.contains("log")) stick = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  }, true);

  // ---- reading forms ----------------------------------------------------------------------------------------------
  async function upload(file) {
    const answer = await fetch(`/files?name=${encodeURIComponent(file.name)}`, {
      method: "POST", body: file, headers: { "Content-Type": file.type || "application/octet-stream", "X-Screen": screenKey },
    });
    const told = await answer.json();
    if (told.refused) throw new Error(told.refused);
    return told.id;
  }

  async function valuesOf(form) {
    const values = {};
    for (const field of form.elements) {
      if (!field.name) continue;
      if (field.type === "file") {
        const ids = await Promise.all([...field.files].map(upload));
        values[field.name] = field.multiple ? ids : ids[0] || "";
      } else if (field.type === "checkbox" && field.id) values[field.name] = field.checked;
      else if (field.type === "checkbox") (values[field.name] ||= []).push(...(field.checked ? [field.value] : []));
      else if (field.type === "radio") { if (field.checked) values[field.name] = field.value; }
      else if (field.multiple) values[field.name] = [...field.selectedOptions].map((option) => option.value);
      else values[field.name] = field.dataset.value ?? field.value;
    }
    return values;
  }

  // ---- clicks --------------------------------------------------------------------------------------------------------
  function closePopup() { find(".popup")?.remove(); }

  document.addEventListener("click", (event) => {
    const popup = find(".popup");
    const target = event.target.closest("button, a, summary, [data-act], .spoiler, .spoiler-box");
    if (popup && (!popup.contains(event.target) || target)) setTimeout(closePopup);
    if (!event.target.closest(".combo")) all(".suggestions").forEach((list) => { list.hidden = true; });
    if (document.body.classList.contains("side-open") && !event.target.closest(".left, .burger")) asked.closeSide();
    if (!target) return;
    if (target.matches(".spoiler, .spoiler-box:not(.shown)")) { target.classList.add("shown"); event.preventDefault(); return; }
    const { act, copy, toggle, slash } = target.dataset;
    if (copy !== undefined) { navigator.clipboard?.writeText(copy); asked.toast("Copied.", "good"); return; }
    if (toggle) { document.body.classList.toggle("side-open"); return; }
    if (slash !== undefined) { const box = composer(); box.value = "/"; box.focus(); typed(box); return; }
    if (target.closest(".suggestions")) { take(target); return; }
    if (!act || target.tagName === "FORM" || target.classList.contains("busy")) return;
    const about = { ...target.dataset };
    if (act.endsWith("-menu")) Object.assign(about, { x: event.clientX, y: event.clientY });
    if (act === "choose") {
      const menu = target.closest("details");
      about.values = all("input:checked", menu).map((box) => box.value);
      menu.open = false;
    }
    if (act === "pick" || act === "slash") { composer().value = ""; grow(composer()); }
    send(act, about, target);
  });

  document.addEventListener("contextmenu", (event) => {
    const person = event.target.closest("[data-person]");
    const message = event.target.closest("article[data-message]");
    if ((!person && !message) || event.target.closest("a, img, input, textarea, .popup")) return;
    event.preventDefault();
    const place = { x: event.clientX, y: event.clientY };
    if (person) send("person-menu", { person: person.dataset.person, ...place });
    else send("message-menu", { message: message.dataset.message, ...place });
  });

  document.addEventListener("change", async (event) => {
    const field = event.target;
    if (field.matches("[data-choose]")) {
      const values = field.value ? [field.value] : [];
      send("choose", { message: field.dataset.message, id: field.dataset.id, values }, field);
    } else if (field.matches("[data-attach]")) {
      try {
        attached.push(...(await Promise.all([...field.files].map(upload))));
        asked.toast(`${field.files[0].name} goes with your next message.`, "good");
      } catch (error) { asked.toast(error.message, "bad"); }
      field.value = "";
    }
  });

  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target, button = find("[type=submit]", form);
    const { act, command } = form.dataset;
    if (act === "say") return say();
    if (button?.classList.contains("busy")) return;
    try {
      send(act, { command, values: await valuesOf(form) }, button);
    } catch (error) {
      act === "submit" ? asked.formError(error.message) : asked.toast(error.message, "bad");
    }
  });
  document.addEventListener("cancel", (event) => {
    if (event.target.tagName !== "DIALOG") return;
    event.preventDefault();
    send("close-form");
  }, true);

  // ---- writing ---------------------------------------------------------------------------------------------------------
  function grow(box) { box.style.height = "auto"; box.style.height = `${Math.min(box.scrollHeight, 180)}px`; }
  function typed(box) { grow(box); send("typed", { text: box.value }); }

  function say() {
    const box = composer(), text = box.value;
    if (text.startsWith("/")) send("slash", { text });
    else if (text.trim() || attached.length) send("say", { text, files: attached });
    else return;
    box.value = ""; attached = []; stick = true; grow(box);
  }

  let asking = 0;
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.matches("[data-composer]")) {
      if (field.value.startsWith("/") || find(".palette")) typed(field); else grow(field);
    }
    if (field.matches("[data-counter]")) {
      const counter = field.nextElementSibling;
      counter.textContent = `${field.value.length} / ${field.maxLength}`;
      counter.classList.toggle("near", field.value.length > field.maxLength * 0.9);
    }
    if (field.matches("[data-complete]")) {
      delete field.dataset.value;
      clearTimeout(asking);
      asking = setTimeout(() => suggestFor(field), 60);
    }
  });

  async function suggestFor(field) {
    if (!field.isConnected) return;
    const values = await valuesOf(field.form);
    send("complete", { command: field.form.dataset.command, option: field.name, text: field.value, values });
  }
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-complete]")) suggestFor(event.target); });

  function take(row) {
    const list = row.closest(".suggestions"), input = list.previousElementSibling;
    input.value = row.textContent;
    input.dataset.value = row.dataset.value;
    list.hidden = true;
    input.focus({ preventScroll: true });
    list.hidden = true;
  }

  // ---- keys ---------------------------------------------------------------------------------------------------------------
  function openList(target) {
    if (target.matches("[data-composer]")) return find(".palette:not(.empty)");
    if (target.matches("[data-complete]")) { const list = target.nextElementSibling; return list.hidden ? null : list; }
    return target.closest(".popup");
  }

  function moveIn(list, step) {
    const rows = all("button", list);
    const now = rows.findIndex((row) => row === document.activeElement || row.classList.contains("active"));
    const next = rows[(now + step + rows.length) % rows.length];
    rows.forEach((row) => row.classList.toggle("active", row === next));
    next?.scrollIntoView({ block: "nearest" });
    if (list.matches(".popup")) next?.focus();
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target, list = openList(target), key = event.key;
    const writing = target.matches("input, textarea, select");
    if (key === "/" && !writing && !find("dialog[open]")) {
      event.preventDefault();
      // The bar of a command goes before word comes that the box is back: who types on at once is heard.
      if (find(".foot").hidden || find("form.command")) return;
      find(".composer").hidden = false;
      const box = composer();
      box.value = "/"; box.focus(); typed(box);
    } else if (list && (key === "ArrowDown" || key === "ArrowUp")) {
      event.preventDefault();
      moveIn(list, key === "ArrowDown" ? 1 : -1);
    } else if (list && !list.matches(".popup") && (key === "Enter" || (key === "Tab" && !event.shiftKey))) {
      const stale = list.matches(".palette") && list.dataset.for !== target.value;
      if (stale && key === "Enter") { event.preventDefault(); say(); return; }
      const row = find(".active", list);
      if (row) { event.preventDefault(); row.click(); }
    } else if (key === "Enter" && target.matches("[data-composer]") && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      say();
    } else if (key === "Enter" && target.matches(".spoiler")) {
      target.classList.add("shown");
    } else if (key === "Enter" && (event.ctrlKey || event.metaKey) && target.closest("dialog form")) {
      target.form.requestSubmit();
    } else if (key === "Escape") escape(target, list);
  });

  function escape(target, list) {
    if (find(".popup")) closePopup();
    else if (list && list.matches(".suggestions")) list.hidden = true;
    else if (target.closest?.("dialog")) return;
    else if (find("form.command")) send("cancel");
    else if (target.matches("[data-composer]") && find(".palette")) { target.value = ""; typed(target); }
    else if (document.body.classList.contains("side-open")) asked.closeSide();
    else if (find(".drawer")) send("panel", { panel: "" });
    else { stick = true; toBottom(); composer()?.focus(); }
  }
})();

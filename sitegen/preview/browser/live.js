// Keeps an open page of a preview in step with the site: reloads it when it has changed, puts new style sheets and
// pictures into it when only these have, says when it has gone, and shows what the last build found.
(() => {
  "use strict";

  const RESERVED = "/.sitegen/";
  const AGAIN = 1000; // milliseconds until a lost connection is tried anew
  const FINGERPRINT = /\.[0-9a-f]{8}(?=\.\w+$)/;
  const ATTRIBUTES = ["src", "srcset", "href", "poster"];
  const me = document.currentScript.dataset;
  const page = document.documentElement;
  let dress = me.dress;
  let known = new Map(); // digests of the files that the page shows, by name
  let isGone = false;
  let source = null;
  let waiting = 0;

  // What survives a reload

  const kept = {
    get(name) {
      try {
        return JSON.parse(sessionStorage.getItem(`sitegen.${name}`));
      } catch {
        return null; // nothing is kept where storage is not allowed
      }
    },
    set(name, value) {
      try {
        if (value === null) sessionStorage.removeItem(`sitegen.${name}`);
        else sessionStorage.setItem(`sitegen.${name}`, JSON.stringify(value));
      } catch {
        // the page begins at its top, then
      }
    },
  };

  const wayTo = (element) => {
    const way = [];
    for (let one = element; one && one !== page; one = one.parentElement) {
      way.unshift([...one.parentElement.children].indexOf(one));
    }
    return way;
  };
  const atEndOf = (way) => way.reduce((one, number) => one?.children[number], page);
  const folds = () => [...document.querySelectorAll("details")];
  const titleOf = (fold) => fold.querySelector("summary")?.textContent ?? "";

  function reload() {
    const held = document.activeElement;
    kept.set("place", {
      path: location.pathname,
      left: scrollX,
      top: scrollY,
      held: held && held !== document.body && page.contains(held) ? { way: wayTo(held), name: held.localName } : null,
      folds: folds().map((fold) => [titleOf(fold), fold.open]),
    });
    location.reload();
  }

  function goBackToPlace() {
    const place = kept.get("place");
    kept.set("place", null);
    if (!place || place.path !== location.pathname) return;
    folds().forEach((fold, number) => {
      const [title, open] = place.folds[number] ?? [];
      if (title === titleOf(fold)) fold.open = open;
    });
    const held = place.held && atEndOf(place.held.way);
    if (held && held.localName === place.held.name) held.focus({ preventScroll: true });
    history.scrollRestoration = "manual";
    const scroll = () => scrollTo({ left: place.left, top: place.top, behavior: "instant" });
    scroll();
    const settle = () => requestAnimationFrame(() => {
      scroll();
      history.scrollRestoration = "auto";
    });
    if (document.readyState === "complete") settle();
    else addEventListener("load", settle, { once: true });
  }

  // Another dress

  const leaving = new WeakSet();

  function swapStyles(old, address) {
    const sheet = old.cloneNode();
    sheet.href = address;
    const done = () => old.remove(); // not sooner, or the page would stand there bare for a moment
    sheet.addEventListener("load", done, { once: true });
    sheet.addEventListener("error", done, { once: true });
    old.after(sheet);
    leaving.add(old);
  }

  function swap(pieces) {
    const changed = new Map();
    for (const [name, address, digest] of pieces) {
      if (known.get(name) !== digest) changed.set(name, name === address ? `${address}?${digest.slice(0, 8)}` : address);
    }
    const nameOf = (address) => address.split("?")[0].replace(FINGERPRINT, "");
    for (const attribute of ATTRIBUTES) {
      for (const element of document.querySelectorAll(`[${attribute}]`)) {
        const before = element.getAttribute(attribute);
        const after = before.replace(/[^\s,]+/g, (address) => changed.get(nameOf(address)) ?? address);
        if (after === before || leaving.has(element)) continue;
        if (element.rel === "stylesheet") swapStyles(element, after);
        else element.setAttribute(attribute, after);
      }
    }
    known = new Map(pieces.map(([name, , digest]) => [name, digest]));
  }

  // The panel

  const host = document.createElement("sitegen-preview");
  const root = host.attachShadow({ mode: "open" });
  const section = document.createElement("section");
  const heard = document.createElement("p"); // what screen readers say, politely
  heard.className = "heard";
  heard.setAttribute("role", "status");
  const notice = document.createElement("p");
  notice.className = "notice";
  const shown = document.createElement("div");
  section.append(heard, notice, shown);
  let styled = false;

  async function style() {
    if (styled) return;
    styled = true;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch(`${RESERVED}panel.css`)).text());
    root.adoptedStyleSheets = [sheet];
    root.append(section);
  }

  function speak({ language, direction, label }) {
    section.lang = language;
    section.dir = direction;
    section.setAttribute("aria-label", label);
  }

  async function tell(report) {
    const before = shown.firstElementChild;
    if (!report.kind && !before) return;
    await style();
    speak(report.notice);
    const had = before?.contains(root.activeElement) ? root.activeElement.localName : "";
    const scrolled = shown.querySelector(".inside")?.scrollTop ?? 0;
    shown.innerHTML = report.html;
    heard.textContent = report.notice.said;
    const panel = shown.firstElementChild;
    if (!panel) return;
    panel.open = kept.get(`open.${report.kind}`) ?? report.kind !== "warning";
    panel.addEventListener("toggle", () => kept.set(`open.${report.kind}`, panel.open));
    panel.querySelector(".inside").scrollTop = scrolled;
    if (had) panel.querySelector("summary").focus();
  }

  async function note(words) {
    await style();
    speak(words);
    notice.textContent = heard.textContent = words.said;
  }

  // The connection

  const heed = {
    same: ({ pieces }) => {
      if (isGone) notice.textContent = "";
      isGone = false;
      known = new Map(pieces.map(([name, , digest]) => [name, digest]));
    },
    dress: (news) => {
      dress = news.dress;
      swap(news.pieces);
    },
    reload,
    gone: (news) => {
      isGone = true;
      if (!news.address) return note(news);
      kept.set("note", news);
      return location.replace(news.address);
    },
    report: tell,
  };

  function connect() {
    if (source || document.hidden) return;
    clearTimeout(waiting);
    const seen = new URLSearchParams({ path: me.path, status: me.status, shape: me.shape, dress, lang: page.lang });
    source = new EventSource(`${RESERVED}events?${seen}`);
    for (const [name, heeded] of Object.entries(heed)) {
      source.addEventListener(name, (event) => heeded(JSON.parse(event.data)));
    }
    source.addEventListener("error", () => {
      disconnect();
      waiting = setTimeout(connect, AGAIN);
    });
  }

  function disconnect() {
    clearTimeout(waiting);
    source?.close();
    source = null;
  }

  // A hidden page lets go of its connection, for browsers have few; when it is seen again it catches up.
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  page.append(host);
  goBackToPlace();
  const words = kept.get("note");
  kept.set("note", null);
  if (words && words.address === location.pathname) note(words);
  connect();
})();

// Light or dark, as a reader chose on this device; where nobody has chosen, as the system does. No module, and above the
// style sheet: a page is not painted before this has run, so that nobody sees it in the wrong colours first.
{
  const NAME = "scheme", SYSTEM = "system";
  const root = document.documentElement;
  const tints = [...document.querySelectorAll('meta[name="theme-color"]')].map(meta => [meta, meta.media]);

  const storage = () => {
    try {
      return localStorage;
    } catch {
      return null; // the reader lets no site keep anything
    }
  };

  const show = () => {
    const kept = storage().getItem(NAME);
    const scheme = kept === "light" || kept === "dark" ? kept : SYSTEM;
    const isOwn = scheme !== SYSTEM;
    root.dataset.scheme = scheme;
    document.querySelector('meta[name="color-scheme"]').content = isOwn ? scheme : "light dark";
    for (const [meta, media] of tints) meta.media = !isOwn ? media : media.includes(scheme) ? "all" : "not all";
    for (const choice of document.querySelectorAll(".scheme input")) choice.checked = choice.dataset.choice === scheme;
  };

  const choose = event => {
    if (event.target.name !== NAME) return;
    const { choice } = event.target.dataset;
    if (choice === SYSTEM) storage().removeItem(NAME);
    else storage().setItem(NAME, choice);
    show();
  };

  if (storage()) {
    show();
    addEventListener("DOMContentLoaded", show);
    addEventListener("pageshow", show); // come back to: from another page on which something else was chosen
    addEventListener("storage", show); // chosen in another tab
    document.addEventListener("change", choose);
  }
}

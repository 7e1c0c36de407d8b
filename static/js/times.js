// Marks events by the reader's own day: what is still to come, and what is under way. The site itself has no clock.
// The words stand on <body>; each date that may be marked says its first and last day in `data-span`.

const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, "0")).join("-");
const { upcoming, underWay } = document.body.dataset;

const mark = root => {
  for (const date of root.querySelectorAll("[data-span]:not(:has(.soon))")) {
    const [first, last] = date.dataset.span.split("/");
    const word = today < first ? upcoming : today <= last ? underWay : "";
    if (!word) continue;
    const label = document.createElement("span");
    label.className = "soon";
    label.textContent = word;
    date.append(" ", label);
  }
};

mark(document);
document.addEventListener("rows", event => mark(event.target));

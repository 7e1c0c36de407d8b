// What belongs to what, for each language: gathered once a build, so that no page searches all the others.
const FACETS = ["initiatives", "practices", "organisations", "countries", "years"];
let last = { items: null, index: null };

export function gather(items) {
  if (last.items === items) return last.index;
  const index = {};
  for (const item of items) {
    const { lang, about } = item.data;
    if (!lang || !about) continue;
    index[lang] ??= { events: [], texts: {}, by: Object.fromEntries(FACETS.map((name) => [name, new Map()])), rows: new Map() };
    if (about === "event") index[lang].events.push(item);
    else index[lang].texts[`${about}/${item.fileSlug}`] = item;
  }
  for (const own of Object.values(index)) {
    own.events.sort((one, other) => other.date - one.date || (one.fileSlug < other.fileSlug ? -1 : 1));
    own.bySlug = new Map(own.events.map((item) => [item.fileSlug, item]));
    for (const item of own.events) {
      for (const name of FACETS) {
        for (const id of item.data[name]) {
          const found = own.by[name].get(id);
          if (found) found.push(item);
          else own.by[name].set(id, [item]);
        }
      }
    }
    own.neighbours = new Map();
    for (const list of own.by.initiatives.values()) {
      list.forEach((item, place) => own.neighbours.set(item.fileSlug, [list[place + 1], list[place - 1]]));
    }
  }
  const related = new Map();
  for (const own of Object.values(index)) own.related = related;
  last = { items, index };
  return index;
}

// The four events that share most with one: the same in every language, so counted in the first that asks.
export function relatedTo(item, own) {
  const known = own.related.get(item.fileSlug);
  if (known) return known.map((slug) => own.bySlug.get(slug));
  const points = new Map();
  const count = (list, weight) => {
    for (const other of list) points.set(other, (points.get(other) ?? 0) + weight);
  };
  for (const id of item.data.practices) count(own.by.practices.get(id), 100);
  for (const id of item.data.initiatives) count(own.by.initiatives.get(id), 50);
  points.delete(item);
  const best = [];
  for (const [other, number] of points) {
    const value = number - Math.abs(other.date - item.date) / 31536e6;
    if (best.length === 4 && best[3][0] >= value) continue;
    best.push([value, other]);
    best.sort((one, two) => two[0] - one[0]);
    best.length = Math.min(best.length, 4);
  }
  const found = best.map(([, other]) => other);
  own.related.set(item.fileSlug, found.map((other) => other.fileSlug));
  return found;
}

"""What people do to write-ups: their bodies, their front matter, their translations, and whole entries."""

import re
from random import Random

from tests.edits.kinds import (
    ANCHOR,
    EVENTS,
    LINK,
    ORIGINALS,
    TRANSLATION,
    WRITE_UPS,
    Files,
    change,
    chosen,
    edit,
    entries,
    entry_of,
    everywhere,
    of_entry,
    put,
    read,
    without,
    word,
)

# The body of a write-up


@change(WRITE_UPS)
def add_a_sentence(text: str, chance: Random) -> str:
    return f"{text}\nAnd {word(chance)} {chance.randrange(100)}.\n"


@change(WRITE_UPS)
def change_a_letter(text: str, chance: Random) -> str:
    """The size stays."""
    head, body = text.split("\n---\n", 1)
    places = [match.start() for match in re.finditer(r"(?m)(?<=^[A-Z])[a-z](?=[^\[(\n]*$)", body)]
    if not places:
        return text
    place = chance.choice(places)
    return f"{head}\n---\n{body[:place]}{chance.choice('aeiou')}{body[place + 1 :]}"


@change(WRITE_UPS)
def add_a_heading(text: str, chance: Random) -> str:
    return f"{text}\n## Heading {chance.randrange(1000)}\n\nA part.\n"


@change(WRITE_UPS)
def rename_a_heading(text: str, chance: Random) -> str:
    """Only where it keeps its anchor, so that links to it still lead there."""
    return re.sub(r"(?m)^## .*?(?= \{#)", lambda _: f"## Other {word(chance)}", text, count=1)


@edit
def rename_an_anchor(files: Files, chance: Random) -> Files:
    new = f"{chance.choice('abc')}{chance.randrange(10)}"
    old = chance.choice(sorted({anchor for path in files for anchor in ANCHOR.findall(read(files, path)) if path.endswith(".md")}) or ["none"])
    return everywhere(files, WRITE_UPS, lambda text: re.sub(rf"(?<=#){re.escape(old)}(?=[)}}])", new, text))


@change(WRITE_UPS)
def remove_a_heading(text: str, chance: Random) -> str:
    """Only one that no link of ours names."""
    return re.sub(r"(?m)^## (What was decided|ما قيل|Heading \d+)\n", "", text, count=1)


@change(WRITE_UPS)
def remove_the_last_paragraph(text: str, chance: Random) -> str:
    head, body = text.split("\n---\n", 1)
    kept, _, last = body.rstrip("\n").rpartition("\n\n")
    return f"{head}\n---\n{kept}\n" if kept and not last.startswith(("## ", "[^")) else text


@edit
def link_to_another(files: Files, chance: Random) -> Files:
    kind, id = chance.choice(entries(files))
    path = chosen(files, WRITE_UPS, chance)
    return files | {path: f"{read(files, path)}\nRead []({kind}:{id}).\n".encode()}


@edit
def link_to_a_heading(files: Files, chance: Random) -> Files:
    places = [(*entry_of(path), anchor) for path in sorted(files) if path.endswith(".md") for anchor in ANCHOR.findall(read(files, path))]
    if not places:
        return files
    kind, id, anchor = chance.choice(places)
    path = chosen(files, WRITE_UPS, chance)
    return files | {path: f"{read(files, path)}\nRead [that part]({kind}:{id}#{anchor}).\n".encode()}


@change(WRITE_UPS)
def link_to_a_practice(text: str, chance: Random) -> str:
    return f"{text}\nRead [](practice:rome/{chance.randint(1, 2)}) and [](organisation:guild).\n"


@change(EVENTS)
def cite_a_practice(text: str, chance: Random) -> str:
    number = chance.randint(1, 3)
    return put(f"{text}\nAs good practice {number} has it, bonne pratique {number}.\n", "practices", f"[rome/{number}]")


@change(WRITE_UPS)
def add_a_footnote(text: str, chance: Random) -> str:
    name = f"n{chance.randrange(1000)}"
    return text if name in text else f"{text}\nA word[^{name}].\n\n[^{name}]: Its note, with [](page:about).\n"


@change(WRITE_UPS)
def add_a_list(text: str, chance: Random) -> str:
    return f"{text}\n- one\n- *two*\n\n> A quotation.\n\n| a | b |\n| - | - |\n| {word(chance)} | d |\n\n*[HSE]: The House\n"


# Front matter


@change(WRITE_UPS)
def change_the_title(text: str, chance: Random) -> str:
    return put(text, "title", f"Title {chance.randrange(1000)}")


@change(WRITE_UPS)
def change_the_title_by_a_digit(text: str, chance: Random) -> str:
    """The size stays from the second time on."""
    return put(text, "title", f"The title {chance.randrange(10)}")


@change(WRITE_UPS)
def change_the_summary(text: str, chance: Random) -> str:
    return put(text, "summary", f"It is about {word(chance)}.")


@change(WRITE_UPS)
def remove_the_summary(text: str, chance: Random) -> str:
    return without(text, "summary")


@change(WRITE_UPS)
def change_the_slug(text: str, chance: Random) -> str:
    return put(text, "slug", chance.choice("abcdefgh") + f"-{chance.randrange(1000)}")


@change(WRITE_UPS)
def remove_the_slug(text: str, chance: Random) -> str:
    return without(text, "slug")


@change(EVENTS)
def change_the_dates(text: str, chance: Random) -> str:
    return put(text, "dates", f'["{chance.choice([2019, 2020, 2021])}-0{chance.randint(1, 9)}-1{chance.randrange(10)}"]')


@change(EVENTS)
def change_the_location(text: str, chance: Random) -> str:
    return put(text, "location", chance.choice(["online", "valletta", "{city: Lagos, country: NG}"]))


@change(EVENTS)
def change_the_initiative(text: str, chance: Random) -> str:
    return put(text, "initiative", "line") if "\ninitiative:" not in text else without(text, "initiative")


@change(ORIGINALS)
def change_the_practices(text: str, chance: Random) -> str:
    return put(text, "practices", chance.choice(["[oslo]", "[rome/1-3, oslo]", "rome/middle", "[rome]"]))


@change(EVENTS)
def change_the_organisers(text: str, chance: Random) -> str:
    return put(text, "organisers", chance.choice(["[house]", "[guild]", '["FR", house]', "[guild, house]"]))


@edit
def make_a_draft(files: Files, chance: Random) -> Files:
    """And take away what would lead to it."""
    path = chosen(files, WRITE_UPS, chance)
    kind, id = entry_of(path)
    drafted = files | {path: put(read(files, path), "draft", "true").encode()}
    return everywhere(drafted, "content/*", lambda text: unlinked(text, kind, id))


@change(WRITE_UPS)
def finish_a_draft(text: str, chance: Random) -> str:
    return without(text, "draft")


@edit
def finish_all_drafts(files: Files, chance: Random) -> Files:
    return everywhere(files, WRITE_UPS, lambda text: without(text, "draft"))


@change(WRITE_UPS)
def change_the_aliases(text: str, chance: Random) -> str:
    return put(text, "aliases", f"[/old/{chance.randrange(1000)}/]")


@change("content/*/*.md")
def forget_what_was_translated(text: str, chance: Random) -> str:
    return re.sub(r", fingerprint: [0-9a-f-]+", "", text)


@change("content/initiatives/*.md without translation")
def change_the_short_title(text: str, chance: Random) -> str:
    return put(text, "short_title", f"Short {chance.randrange(10)}")


# Translations and entries


@edit
def add_a_translation(files: Files, chance: Random) -> Files:
    path = chosen(files, ORIGINALS, chance)
    stem, own, _ = path.rsplit(".", 2)
    new = f"{stem}.{chance.choice(['en', 'fr', 'ar'])}.md"
    return files if new in files else files | {new: f"---\ntitle: Also {word(chance)}\ntranslation: {{of: {own}}}\n---\nA text.\n".encode()}


@edit
def remove_a_translation(files: Files, chance: Random) -> Files:
    """And the anchors in links to its entry, of which some may be its own."""
    paths = [path for path in sorted(files) if path.endswith(".md") and TRANSLATION.search(read(files, path))]
    gone = chance.choice(paths) if paths else ""
    kind, id = entry_of(gone)
    kept = {path: content for path, content in files.items() if path != gone}
    return everywhere(kept, "content/*", lambda text: re.sub(rf"\({kind}:{id}#[^)]*\)", f"({kind}:{id})", text)) if gone else files


@edit
def swap_original_and_translation(files: Files, chance: Random) -> Files:
    """Words only: the French text becomes the original of the initiative."""
    english, french = (f"content/initiatives/line.{tag}.md" for tag in ("en", "fr"))
    if not files.keys() >= {english, french}:
        return files
    return files | {english: files[french].replace(b"of: en", b"of: fr"), french: without(read(files, english), "translation").encode()}


@edit
def add_an_event(files: Files, chance: Random) -> Files:
    path = f"content/events/new-{chance.randrange(4)}.{chance.choice(['en', 'fr', 'ar'])}.md"
    day = f"202{chance.randrange(3)}-10-1{chance.randrange(10)}"
    return files | {path: f'---\ntitle: New {word(chance)}\ntype: course\ndates: ["{day}"]\nlocation: online\n---\nIt was new. See [](event:first).\n'.encode()}


@edit
def add_other_entries(files: Files, chance: Random) -> Files:
    kind = chance.choice(["projects", "publications", "initiatives", "pages"])
    return files | {f"content/{kind}/more-{chance.randrange(4)}.en.md": f"---\ntitle: More {word(chance)}\n---\nSee [](initiative:line).\n".encode()}


@edit
def remove_an_entry(files: Files, chance: Random) -> Files:
    """With all that names it."""
    kind, id = chance.choice(entries(files))
    kept = {path: content for path, content in files.items() if path not in of_entry(files, kind, id)}
    return everywhere(kept, "content/*", lambda text: unlinked(text, kind, id)) if len(entries(files)) > 2 else files


def unlinked(text: str, kind: str, id: str) -> str:
    text = LINK.sub(lambda link: link[1] or "it" if link.group(2, 3) == (kind, id) else link[0], text)
    return re.sub(rf"^initiative: {id}\n", "", text, flags=re.MULTILINE) if kind == "initiative" else text


@edit
def rename_an_entry(files: Files, chance: Random) -> Files:
    """Its folder is moved, and all that names it is changed."""
    kind, old = chance.choice(entries(files))
    new = f"{chance.choice('abc')}-{chance.randrange(10)}"
    if (kind, new) in entries(files):
        return files
    moved = {path.replace(f"s/{old}", f"s/{new}", 1) if path in of_entry(files, kind, old) else path: content for path, content in files.items()}
    return everywhere(moved, "content/*", lambda text: re.sub(rf"(\({kind}:|^{kind}: ){re.escape(old)}\b", rf"\g<1>{new}", text, flags=re.MULTILINE))


@edit
def put_an_entry_into_a_folder(files: Files, chance: Random) -> Files:
    alone = [path for path in sorted(files) if path.endswith(".md") and path.count("/") == 2]
    stem = chance.choice(alone).split(".")[0] if alone else "?"
    return {path.replace(f"{stem}.", f"{stem}/index.", 1) if path.startswith(f"{stem}.") else path: content for path, content in files.items()}

"""What goes wrong in the files of a project: mistakes of every sort of file, and things that are half done."""

import re
from random import Random

from tests.edits.kinds import (
    ANCHOR,
    CONFIG,
    EVENTS,
    FRENCH,
    RECORDS,
    ROME,
    TEMPLATES,
    WRITE_UPS,
    Files,
    chosen,
    mistake,
    put,
    read,
    showing,
    wrong,
)

CATALOGUES = "content/catalogues/*.yaml"
STYLES = "static/css/*.css"
NOT_UTF8 = b"\xff\xfe"
READ_AS_TEXT = (WRITE_UPS, TEMPLATES, CONFIG, CATALOGUES, f"{RECORDS}*.yaml", "locale/*.po", STYLES)


def lost(files: Files, path: str) -> Files:
    return {one: content for one, content in files.items() if one != path}


@mistake
def lose_the_encoding(files: Files, chance: Random) -> Files:
    path = chosen(files, chance.choice(READ_AS_TEXT), chance)
    return files | {path: files[path] + NOT_UTF8} if path else files


@mistake
def leave_a_file_empty(files: Files, chance: Random) -> Files:
    path = chosen(files, chance.choice(READ_AS_TEXT), chance)
    return files | {path: b""} if path else files


@mistake
def lose_half_of_a_file(files: Files, chance: Random) -> Files:
    """As an editor leaves it that is stopped while it saves."""
    path = chosen(files, chance.choice(READ_AS_TEXT), chance)
    return files | {path: files[path][: len(files[path]) // 2]} if path else files


# Write-ups


@wrong(WRITE_UPS)
def break_the_front_matter(text: str, chance: Random) -> str:
    return text.replace("title: ", chance.choice(["title: [", "title: a: b ", "title ", "title: \t@"]), 1)


@wrong(WRITE_UPS)
def leave_the_front_matter_open(text: str, chance: Random) -> str:
    return text.replace("\n---\n", "\n", 1)


@wrong(WRITE_UPS)
def misspell_a_key(text: str, chance: Random) -> str:
    return put(text, "titel", "x")


@wrong(WRITE_UPS)
def state_a_key_twice(text: str, chance: Random) -> str:
    return text.replace("---\n", "---\ntitle: Twice\n", 1)


@wrong(EVENTS)
def name_an_unknown_id(text: str, chance: Random) -> str:
    return put(text, chance.choice(["initiative", "organisers", "location", "practices"]), "nobody")


@wrong(EVENTS)
def write_a_wrong_value(text: str, chance: Random) -> str:
    key, value = chance.choice([("dates", '["2021-02-30"]'), ("type", "party"), ("slug", "A B"), ("draft", "perhaps"), ("practices", "[rome/99]")])
    return put(text, key, value)


@wrong("content/*/*.fr.md")
def state_other_facts(text: str, chance: Random) -> str:
    return put(text, "dates", '["2001-01-01"]')


@wrong(WRITE_UPS)
def link_to_nothing(text: str, chance: Random) -> str:
    where = chance.choice(["event:nothing", "event:first#nothing", "practice:rome/99", "nothing.pdf", "organisation:nobody", "page:about#nothing"])
    return f"{text}\nRead [more]({where}).\n"


@wrong(WRITE_UPS)
def write_bad_markdown(text: str, chance: Random) -> str:
    return text + chance.choice(["\n# First level\n", "\nA note[^gone].\n", "\n#### Too deep\n", "\n<script>x</script>\n", "\n![](hall.svg)\n", "\nA \u202e trap.\n"])


def with_anchors(files: Files, chance: Random) -> str:
    """A write-up to whose headings others link."""
    return chance.choice([path for path in sorted(files) if path.endswith(".md") and ANCHOR.search(read(files, path))] or [""])


@mistake
def lose_the_headings(files: Files, chance: Random) -> Files:
    """And with them the anchors that others link to."""
    path = with_anchors(files, chance)
    return files | {path: re.sub(r"(?m)^## .*\n", "", read(files, path)).encode()} if path else files


@mistake
def rename_one_anchor_only(files: Files, chance: Random) -> Files:
    """Not the links to it, nor the same anchor in other languages."""
    path = with_anchors(files, chance)
    return files | {path: ANCHOR.sub("{#renamed}", read(files, path), count=1).encode()} if path else files


@wrong("content/*/*.ar.md")
def leave_a_passage_unmarked(text: str, chance: Random) -> str:
    """In German: what it is taken for depends on the languages of the site."""
    return f"{text}\nDas Haus an der Brücke war alt, und die Leute kamen nicht mehr dorthin.\n"


@wrong(WRITE_UPS)
def translate_from_nowhere(text: str, chance: Random) -> str:
    return put(text, "translation", chance.choice(["{of: de}", "{of: xx-unknown}", "{of: en, fingerprint: what}", "{of: fr}"]))


@wrong(WRITE_UPS)
def write_a_wrong_fingerprint(text: str, chance: Random) -> str:
    return re.sub(r"fingerprint: [0-9a-f]{8}", "fingerprint: 00000000", text)


@mistake
def lose_an_original(files: Files, chance: Random) -> Files:
    return lost(files, chosen(files, "content/*/*.md without translation", chance))


@mistake
def lose_an_attachment(files: Files, chance: Random) -> Files:
    return lost(files, chosen(files, chance.choice(["content/*.pdf", "content/*.svg"]), chance))


@mistake
def spoil_a_drawing(files: Files, chance: Random) -> Files:
    path = chosen(files, "content/*.svg", chance)
    wrong = chance.choice(["", "<script/>", '<image href="hall.jpg"/></svg>', "</svg></svg>"])
    return files | {path: read(files, path).replace("/>", ">", 1).encode() + wrong.encode()} if path else files


@mistake
def misname_a_file(files: Files, chance: Random) -> Files:
    path = chosen(files, WRITE_UPS, chance)
    new = chance.choice([path.replace(".md", ".xx.md"), path.replace("content/", "content/event/"), path.replace(".md", ".markdown"), "content/stray.txt"])
    return lost(files, path) | {new: files[path]}


@mistake
def want_an_address_twice(files: Files, chance: Random) -> Files:
    path = chosen(files, "content/events/*.md", chance)
    return files | {path: put(read(files, path), chance.choice(["slug", "aliases"]), chance.choice(["first-meeting", "/en/events/first-meeting/"])).encode()}


# Records, catalogues, the configuration


@mistake
def lose_records(files: Files, chance: Random) -> Files:
    return lost(files, chosen(files, f"{RECORDS}*.yaml", chance))


@wrong(f"{RECORDS}*.yaml")
def break_a_record(text: str, chance: Random) -> str:
    return text + chance.choice(["x: {name: {en: X}, nmae: y}\n", "x: {\n", "X Y: {name: {en: X}}\n", "x: {name: {xx: X}}\n"])


@wrong(ROME)
def break_a_catalogue(text: str, chance: Random) -> str:
    return chance.choice([text.replace("total: ", "total: x"), text.replace("number: 2", "number: 1"), put(text, "id", "other"), put(text, "total", "1"), f"{text}  -"])


@mistake
def lose_a_catalogue(files: Files, chance: Random) -> Files:
    return lost(files, chosen(files, CATALOGUES, chance))


@wrong(CONFIG)
def break_the_configuration(text: str, chance: Random) -> str:
    return chance.choice([f"{text}colour: red\n", f"{text}x: [\n", put(text, "url", "nowhere"), text.replace("[fr]", "[xx]"), put(text, "events_per_page", "0")])


@mistake
def lose_the_configuration(files: Files, chance: Random) -> Files:
    return lost(files, CONFIG)


# Interface words, templates, static files


@wrong("locale/*.po")
def lose_a_message(text: str, chance: Random) -> str:
    message = chance.choice(["Sections", "When", "Events", "Home"])
    return re.sub(rf'msgid "{message}"\nmsgstr .*\n', "", text)


@wrong("locale/*.po")
def break_a_message(text: str, chance: Random) -> str:
    return text + chance.choice(['\nmsgid "x\n', '\n#, fuzzy\nmsgid "Fuzzy"\nmsgstr "y"\n', '\nmsgid "%(a)s"\nmsgstr "%(b)s"\n', '\nmsgid "Empty"\nmsgstr ""\n'])


@wrong(FRENCH)
def doubt_a_message(text: str, chance: Random) -> str:
    return text.replace('msgid "When"', '#, fuzzy\nmsgid "When"')


@wrong(TEMPLATES)
def break_a_template(text: str, chance: Random) -> str:
    return text + chance.choice(["{% if %}", "{{ view.", "{% endblock %}", '{% include "parts/nothing.html" %}', "{{ ngettext() }}"])


@wrong("templates/parts/*.html")
def break_an_include(text: str, chance: Random) -> str:
    return text + chance.choice(["{% if %}", "{% import 'nothing.html' as x %}", "{{ view.nothing }}"])


@wrong(TEMPLATES)
def show_what_no_view_has(text: str, chance: Random) -> str:
    wrongly = chance.choice(["{{ view.nothing }}", "{{ view.frame.nothing }}", "{{ nothing }}", "{{ view | nothing }}"])
    return showing(text, wrongly)


@wrong("templates/frame.html")
def show_it_wrongly(text: str, chance: Random) -> str:
    """What only the finished page shows: links that lead nowhere, ids that stand twice, words in the wrong direction."""
    wrongly = chance.choice(['<a href="/below/nothing/">x</a>', '<i id="x"></i><i id="x"></i>', "<p>موقع and more</p>", '<a href="#nothing">x</a>'])
    return text.replace("<main>", f"<main>{wrongly}") if chance.randrange(2) else text.replace("</main>", f"</main>{wrongly}")


@wrong("templates/frame.html")
def link_to_one_page_from_all(text: str, chance: Random) -> str:
    """Right, as long as that page and its anchor are there."""
    return text.replace("<main>", '<a href="/below/en/events/first-meeting/#said"></a><main>')


@mistake
def lose_a_template(files: Files, chance: Random) -> Files:
    return lost(files, chosen(files, TEMPLATES, chance))


@wrong("templates/frame.html")
def lose_the_head(text: str, chance: Random) -> str:
    return text.replace(chance.choice(["canonical", "description", "alternate"]), "other")


@wrong(STYLES)
def name_a_picture_that_is_not_there(text: str, chance: Random) -> str:
    return f"{text}i {{ background: url(nothing.png); }}\n"


@mistake
def lose_the_words(files: Files, chance: Random) -> Files:
    return lost(files, chosen(files, "locale/*.po", chance))

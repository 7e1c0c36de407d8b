"""What people do to all that surrounds write-ups: records, catalogues, interface words, the theme, the configuration."""

import re
from random import Random

from tests.edits.kinds import (
    CONFIG,
    OSLO,
    RECORDS,
    ROME,
    TEMPLATES,
    TRANSLATION,
    Files,
    change,
    chosen,
    edit,
    everywhere,
    put,
    read,
    showing,
    word,
)

# Records and catalogues


@change(f"{RECORDS}organisations.yaml")
def rename_an_organisation(text: str, chance: Random) -> str:
    return re.sub(r"name: \{en: [^,}]*", f"name: {{en: Body {chance.randrange(100)}", text, count=chance.randint(1, 2))


@change(f"{RECORDS}organisations.yaml")
def move_an_organisation(text: str, chance: Random) -> str:
    return re.sub(r"country: [A-Z]+", f"country: {chance.choice(['MT', 'FR', 'TN'])}", text)


@change(f"{RECORDS}organisations.yaml")
def change_an_acronym(text: str, chance: Random) -> str:
    return re.sub(r"acronym: \{en: \w+", f"acronym: {{en: H{chance.randrange(100)}", text)


@change(f"{RECORDS}organisations.yaml")
def add_an_organisation(text: str, chance: Random) -> str:
    return put(text, f"body-{chance.randrange(10)}", "{name: {en: New body}}")


@change(f"{RECORDS}people.yaml")
def rename_a_person(text: str, chance: Random) -> str:
    return f"ana: {{name: {chance.choice(['Ana', '{en: Ana, ar: آنا}', 'Ana María'])}, organisation: {chance.choice(['guild', 'house'])}}}\n"


@change(f"{RECORDS}places.yaml")
def rename_a_place(text: str, chance: Random) -> str:
    return f"valletta: {{name: {{en: Town {chance.randrange(10)}, fr: La Valette}}, country: {chance.choice(['MT', 'IT'])}}}\n"


@change(f"{RECORDS}glossary.yaml")
def change_a_term(text: str, chance: Random) -> str:
    return f"judges: {{name: {{en: {word(chance)}, ar: قضاة}}}}\n"


@change(ROME)
def change_the_text_of_a_practice(text: str, chance: Random) -> str:
    return re.sub(r'text: \{en: "Write[^"]*"', f'text: {{en: "Write {word(chance).strip("“”")} [](project:bridge)."' if "bridge" not in text else 'text: {en: "Write."', text)


@change(ROME)
def change_the_title_of_a_practice(text: str, chance: Random) -> str:
    return re.sub(r"title: \{en: (Plan|Plot)[^,}]*", f"title: {{en: Plot {chance.randrange(10)}", text)


@change(ROME)
def change_the_length(text: str, chance: Random) -> str:
    return put(text, "total", str(chance.randint(3, 5)))


@change(ROME)
def add_a_practice(text: str, chance: Random) -> str:
    return text if "number: 3" in text else f"{text}  - {{number: 3, title: {{en: Third}}, text: {{ar: نص}}}}\n"


@change(ROME)
def remove_a_practice(text: str, chance: Random) -> str:
    return re.sub(r"  - number: 2\n(    .*\n)*", "", text)


@change(ROME)
def change_a_section(text: str, chance: Random) -> str:
    return re.sub(r"(?m)^  - \{id: end.*$", f"  - {{id: end, title: {{en: End {chance.randrange(10)}}}{chance.choice(['', ', practices: 1'])}}}", text)


@change("content/catalogues/*.yaml")
def change_the_title_of_a_catalogue(text: str, chance: Random) -> str:
    return put(text, "title", f"{{en: Catalogue {chance.randrange(10)}, fr: Recueil}}")


@change(OSLO)
def call_practices_otherwise(text: str, chance: Random) -> str:
    return put(text, "item", chance.choice(["practice", "recommendation"]))


@edit
def add_a_catalogue(files: Files, chance: Random) -> Files:
    id = f"cat-{chance.randrange(3)}"
    return files | {f"content/catalogues/{id}.yaml": f"id: {id}\ntitle: {{en: Third}}\ntotal: {chance.randint(1, 3)}\n".encode()}


# Interface words, templates, static files


@change("locale/[af]*.po")
def change_a_message(text: str, chance: Random) -> str:
    """One that a template shows."""
    return re.sub(r'(msgid "(?:Sections|When|Read|Attention)"\nmsgstr "[^"]*)"', rf'\g<1>{chance.randrange(10)}"', text, count=chance.randint(1, 4))


@change("locale/[af]*.po")
def change_a_message_of_ours(text: str, chance: Random) -> str:
    """One that Python shows."""
    return re.sub(r'(msgid "(?:Home|Events|Countries|Page not found)"\nmsgstr "[^"]*)"', rf'\g<1>{chance.randrange(10)}"', text, count=chance.randint(1, 4))


@change("locale/[af]*.po")
def change_a_plural(text: str, chance: Random) -> str:
    return re.sub(rf'(msgstr\[{chance.randrange(3)}\] "[^"]*)"', rf'\g<1>{chance.randrange(10)}"', text)


@change("locale/de/*.po")
def change_words_not_in_use(text: str, chance: Random) -> str:
    """Unless German was added to the languages."""
    return text.replace("de:", f"d{chance.randrange(10)}:")


@edit
def add_a_message(files: Files, chance: Random) -> Files:
    """A template says something new, and every language has it."""
    message = f"New word {chance.randrange(100)}"
    path = chosen(files, "templates/*e*.html", chance)
    said = everywhere(files, "locale/*.po", lambda text: text if f'"{message}"' in text else f'{text}\nmsgid "{message}"\nmsgstr "x {message}"\n')
    return said | {path: showing(read(files, path), f'{{{{ _("{message}") }}}}').encode()}


@edit
def add_words_for_english(files: Files, chance: Random) -> Files:
    return files | {"locale/en/LC_MESSAGES/site.po": f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Events"\nmsgstr "Meetings {chance.randrange(10)}"\n'.encode()}


@change("templates/frame.html")
def change_the_frame(text: str, chance: Random) -> str:
    return re.sub(r"<body[^>]*>", f'<body class="c{chance.randrange(10)}">', text)


@change("templates/parts/*.html")
def change_an_include(text: str, chance: Random) -> str:
    return text.replace("</a>", " </a>", 1) if "macro" in text else f'{text}<hr class="c{chance.randrange(10)}">\n'


@change("templates/parts/shown.html")
def change_a_macro(text: str, chance: Random) -> str:
    return re.sub(r"<p[^>]*>", f'<p class="c{chance.randrange(10)}">', text)


@change("templates/entry.html")
def change_a_parent(text: str, chance: Random) -> str:
    return re.sub(r"<h1[^>]*>", f'<h1 class="c{chance.randrange(10)}">', text)


@change(TEMPLATES)
def change_a_template(text: str, chance: Random) -> str:
    return showing(text, f"<i>{chance.randrange(10)}</i>")


@change("templates/*.xml")
def change_the_feed_or_map(text: str, chance: Random) -> str:
    return re.sub(r"(<!-- \d -->\n)?\Z", f"<!-- {chance.randrange(10)} -->\n", text, count=1)


@edit
def add_the_optional_include(files: Files, chance: Random) -> Files:
    """One that templates ask for already, and that did not exist."""
    content = f'<p>{chance.randrange(10)}</p><a href="{{{{ view.frame.home }}}}"></a>\n'
    return files | {f"templates/parts/{chance.choice(['foot', 'project', 'page'])}.html": content.encode()}


@edit
def remove_an_include(files: Files, chance: Random) -> Files:
    """One for which there is another, or none needed."""
    return {path: content for path, content in files.items() if path != f"templates/parts/{chance.choice(['foot', 'event', 'project', 'page'])}.html"}


@edit
def add_a_template(files: Files, chance: Random) -> Files:
    """One that nobody uses yet, or the new parent of another."""
    new = files | {"templates/layer.html": f'{{% extends "entry.html" %}}{{% block title %}}{chance.randrange(10)} {{{{ super() }}}}{{% endblock %}}'.encode()}
    return new | {"templates/event.html": b'{% extends "layer.html" %}\n'} if chance.randrange(2) else new


@edit
def change_a_style(files: Files, chance: Random) -> Files:
    return files | {f"static/css/site/{chance.choice(['1-frame', '2-text', '3-new'])}.css": f"p {{ margin: {chance.randrange(10)}px; }}\n".encode()}


@edit
def remove_a_style(files: Files, chance: Random) -> Files:
    gone = chosen(files, "static/css/*", chance)
    return {path: content for path, content in files.items() if path != gone}


@edit
def change_a_static_file(files: Files, chance: Random) -> Files:
    """One that style sheets name, one at the root, or one that pages begin to name when it is there."""
    return files | {f"static/{chance.choice(['icon.svg', 'root/favicon.ico', 'fonts/text.woff2', 'print.css'])}": f"<svg>{chance.randrange(10)}</svg>".encode()}


@edit
def change_an_attachment(files: Files, chance: Random) -> Files:
    """Its size changes, which pages show, or only its bytes."""
    path = chosen(files, "content/*.pdf", chance)
    return files | {path: b"%PDF" + chance.randbytes(chance.choice([4, 4, 3000]))} if path else files


@edit
def change_a_drawing(files: Files, chance: Random) -> Files:
    """Its size changes, which pages keep free, or whether it says it, or only its lines."""
    path = chosen(files, "content/*.svg", chance)
    size = chance.choice(['viewBox="0 0 60 40"', f'width="{chance.randrange(9)}mm" height="20"', ""])
    lines = f'<path d="M0 0H{chance.randrange(9)}"/>'
    return files | {path: f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{lines}</svg>'.encode()} if path else files


@edit
def add_an_attachment(files: Files, chance: Random) -> Files:
    folders = sorted({path.rpartition("/")[0] for path in files if path.count("/") == 3 and path.endswith(".md")})
    return files | {f"{chance.choice(folders)}/more-{chance.randrange(3)}.txt": chance.randbytes(3)} if folders else files


@edit
def rename_an_attachment(files: Files, chance: Random) -> Files:
    path = chosen(files, "content/*.pdf", chance)
    new = f"file-{chance.randrange(100)}.pdf"
    folder, _, old = path.rpartition("/")
    moved = {f"{folder}/{new}" if one == path else one: content for one, content in files.items()}
    return everywhere(moved, f"{folder}/*.md", lambda text: text.replace(old, new)) if path else files


# The configuration


@change(CONFIG)
def change_the_name_of_the_site(text: str, chance: Random) -> str:
    return put(text, "title", f"{{en: Site {chance.randrange(10)}, fr: Un site}}")


@change(CONFIG)
def change_the_line(text: str, chance: Random) -> str:
    return put(text, "line", f"{{en: Line {chance.randrange(10)}}}")


@change(CONFIG)
def change_the_address(text: str, chance: Random) -> str:
    return put(text, "url", chance.choice(["https://site.example/", "https://other.example/below/", "https://site.example/below/deep/"]))


@change(CONFIG)
def change_the_pages(text: str, chance: Random) -> str:
    return put(text, "events_per_page", str(chance.randint(1, 4)))


@change(CONFIG)
def change_the_policies(text: str, chance: Random) -> str:
    event, publication, page = (chance.choice(["show", "list", "hide"]) for _ in range(3))
    return put(text, "fallback", f"{{event: {event}, publication: {publication}, page: {page}}}")


@change(CONFIG)
def change_the_digits(text: str, chance: Random) -> str:
    return re.sub(r"digits: \w+", f"digits: {chance.choice(['latn', 'arab', 'arabext'])}", text)


@change(CONFIG)
def change_the_fallbacks(text: str, chance: Random) -> str:
    return re.sub(r"ar: \{fallback: \[\w+, \w+\]", f"ar: {{fallback: [{chance.choice(['fr, en', 'en, fr'])}]", text)


@change(CONFIG)
def change_the_words_of_sections(text: str, chance: Random) -> str:
    return re.sub(r"events: [a-z0-9]+", lambda _: f"events: {chance.choice('xyz')}{chance.randrange(10)}", text)


@change(CONFIG)
def add_a_language(text: str, chance: Random) -> str:
    """As the first of all, or the first but one."""
    place = chance.choice(["languages:\n", "  fr:"])
    new = f"  de: {{fallback: [{chance.choice(['en', 'fr'])}]}}\n"
    return text if "  de:" in text else text.replace(place, f"{place}{new}" if place.endswith("\n") else f"{new}{place}", 1)


@change(CONFIG)
def remove_the_added_language(text: str, chance: Random) -> str:
    return re.sub(r"  de:.*\n", "", text)


@change(CONFIG)
def change_the_order_of_languages(text: str, chance: Random) -> str:
    block = re.search(r"(?m)(?<=^languages:\n)(  .*\n)+", text)
    lines = block[0].splitlines(keepends=True) if block else []
    return text.replace(block[0], "".join(chance.sample(lines, len(lines)))) if block else text


@edit
def remove_a_language(files: Files, chance: Random) -> Files:
    """Arabic, with its texts: the event that it is the original of becomes an English one."""
    kept = {path: content for path, content in files.items() if not path.endswith(".ar.md")}
    kept |= {path: TRANSLATION.sub("type: launch\ndates: 2021-01-03\nlocation: online\n# translation:", read(files, path)).encode() for path in kept if re.search(r"of: ar\b", read(files, path))}
    return everywhere(kept, "c*.yaml", lambda text: re.sub(r"(?m)^  ar: \{fall.*\n|, ar: [^,}\n]*", "", text).replace("{ar: ", "{en: "))

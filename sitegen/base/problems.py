"""Every mistake we can name: one entry a code. The reference in docs/diagnostics.md is made from this table."""

from sitegen.base.diagnostics import Problem, Severity

PROBLEMS: dict[str, Problem] = {}


def _entry(severity: Severity, code: str, message: str, hint: str, explanation: str) -> Problem:
    if code in PROBLEMS:
        raise ValueError(f"two problems with the code {code}")
    PROBLEMS[code] = Problem(code, severity, message, hint, explanation)
    return PROBLEMS[code]


def _error(code: str, message: str, hint: str = "", *, why: str) -> Problem:
    return _entry(Severity.ERROR, code, message, hint, why)


def _warning(code: str, message: str, hint: str = "", *, why: str) -> Problem:
    return _entry(Severity.WARNING, code, message, hint, why)


# Files and their text

NOT_UTF8 = _error(
    "text/not-utf8",
    "this file is not UTF-8 text (byte {byte} at offset {offset})",
    "save it as UTF-8 in your editor",
    why="Every source is read as UTF-8. Save the file again with that encoding.",
)
CONTROL_CHARACTER = _error(
    "text/control-character",
    "{name} ({code_point}) does not belong in a text",
    "delete the invisible character",
    why="Control characters and noncharacters are invisible, break pages and are never meant. "
    "They come from copying out of PDF files or from old word processors.",
)
STRAY_BIDI = _error(
    "text/stray-bidi",
    "{name} ({code_point}) {fault}",
    "delete it; runs in the other direction are isolated by themselves",
    why="Bidirectional control characters are invisible and can make a text read differently from what it says. "
    "An opened embedding, override or isolate must be closed in the same paragraph, by U+202C or U+2069, and nothing may be closed that "
    "was not opened. The end of an isolate also ends what is still open inside it. The marks U+200E, U+200F and U+061C hide nothing and "
    "often come along with copied numbers: they may stand beside spaces, digits and punctuation, but not inside a word, which readers "
    "could then neither find nor search for.",
)
FOREIGN_MARK = _warning(
    "text/foreign-mark",
    "{found!r} is the {name} of another script than the words around it",
    "write {meant}",
    why="Arabic, Persian and Urdu have a comma `،`, a semicolon `؛` and a question mark `؟` of their own, which look the way "
    "the line runs. A Latin one after a word in Arabic script, or an Arabic one among words in another, slips in when the "
    "keyboard is switched. It is never changed by itself, because in a name or a quotation it may be meant: mark those with "
    "their language, `[…]{lang=en}`. Marks after numbers and after names in Latin letters, and those in code and "
    "addresses, are not judged.",
)
FOREIGN_LETTER = _warning(
    "text/foreign-letter",
    "{found} is a letter of Arabic; this language writes {meant}",
    "write {meant} for {found} throughout the text",
    why="Persian and Urdu write ی (U+06CC) and ک (U+06A9), Arabic ي (U+064A) and ك (U+0643). They look much alike, but a "
    "reader who searches for a word does not find it with the other letter. An Arabic keyboard is the usual cause. It is "
    "named once in each text; mark quotations in Arabic with their language, `[…]{lang=ar}`.",
)
UNEXPECTED_FILE = _warning(
    "file/unexpected",
    "nothing reads this file",
    "delete it, or put it beside an index.<language>.md",
    why="Content lies in `content/<kind>/<id>/index.<language>.md`, `content/<kind>/<id>.<language>.md`, "
    "`content/catalogues/<id>.yaml` and `content/records/*.yaml`. Photos and downloads lie beside an `index.<language>.md`.",
)
MISNAMED_FILE = _error(
    "file/misnamed",
    "nothing is read under this name",
    "did you mean {nearest}?",
    why="The name is nearly one of those under which content is read, so that a whole text, catalogue or list of records "
    "would be missing from the site. Kinds are named `events`, `projects`, `publications`, `initiatives` and `pages`, "
    "texts end in the language and `.md`, catalogues and records in `.yaml`.",
)
EMPTY_FILE = _warning(
    "file/empty",
    "this file holds nothing",
    "copy it again, or delete it",
    why="Readers would open or save a file of 0 bytes. It is usually a copy that was broken off.",
)
BAD_ID = _error(
    "file/bad-id",
    "{id!r} cannot be an id",
    "use lower-case letters a–z, digits and single hyphens",
    why="The id of a write-up or catalogue is the name of its folder or file. It is used in links and addresses, "
    "so it is made of lower-case ASCII letters, digits and hyphens only.",
)
UNKNOWN_FILE_LANGUAGE = _error(
    "file/unknown-language",
    "{language!r} is not a language of this site",
    "did you mean {nearest}?",
    why="The part before `.md` in a file name is one of the languages in `config.yaml`.",
)
DUPLICATE_SOURCE = _error(
    "file/duplicate",
    "{id} has its {language} text twice",
    "keep one of the two files",
    why="`<id>.<language>.md` and `<id>/index.<language>.md` mean the same write-up; only one of them may exist.",
)
UNREADABLE = _error(
    "file/unreadable",
    "this file cannot be read: {detail}",
    why="The file exists but the system does not let us read it, or a symbolic link leads nowhere or out of the project.",
)
TOO_LARGE = _error(
    "file/too-large",
    "this text has {size}; a text may have at most {limit}",
    "is it a photo or a PDF under the wrong name?",
    why="A source text of many megabytes is a mistake: a photo saved under the wrong name, or a paste gone wrong.",
)

# YAML

YAML_SYNTAX = _error(
    "yaml/syntax",
    "{detail}",
    "{advice}",
    why="The file is not valid YAML. Common causes: a colon or `#` inside an unquoted text, a tab, a bracket or quote that is not closed.",
)
DUPLICATE_KEY = _error(
    "yaml/duplicate-key",
    "{key} is given twice",
    "keep one of the two",
    why="In YAML the last of two equal keys would win silently; we refuse instead.",
)
SWALLOWED_TEXT = _warning(
    "yaml/swallowed-text",
    "{words} is a comment here and is lost",
    "put the whole text in quotes, or write a space after #",
    why="In YAML a `#` after a space begins a comment, so `title: Workshop #4` has the title *Workshop*. "
    "A comment that is meant as one has a space after its `#`.",
)
YAML_ALIAS = _error(
    "yaml/alias",
    "{feature} are not used here",
    "write the value out",
    why="Anchors, aliases, merge keys and tags make a file hard to read and can make it explode. Content never needs them.",
)
NOT_A_MAPPING = _error(
    "yaml/not-a-mapping",
    "this must be keys and values, like {example}",
    why="The file, or this part of it, must be a mapping: lines of `key: value`.",
)
FRONT_MATTER_MISSING = _error(
    "front-matter/missing",
    "this file does not begin with front matter",
    "begin with a line ---, then title: …, then a line ---",
    why="Every write-up begins with its facts between two lines `---`.",
)
FRONT_MATTER_UNCLOSED = _error(
    "front-matter/unclosed",
    "the front matter has no closing line ---",
    "put a line --- before the text",
    why="The facts end at the second line that consists of `---` only.",
)

# Keys and values

UNKNOWN_KEY = _error(
    "key/unknown",
    "there is no key {key} here",
    "did you mean {nearest}?",
    why="Unknown keys are errors, so that a misspelt key cannot lose its value. Free data for templates goes under `params`.",
)
MISSING_KEY = _error(
    "key/missing",
    "{key} is missing",
    why="This key is required; see the content reference.",
)
WRONG_TYPE = _error(
    "value/wrong-type",
    "{key} must be {expected}",
    why="The value has another shape than the key asks for, for example a list where one text is expected.",
)
NOT_A_NUMBER = _error(
    "value/not-a-number",
    "{value!r} is not {expected}",
    "write it in the digits 0–9, without words or spaces",
    why="The key takes a number in Western digits: a whole number, a number with a point, or a range of whole numbers.",
)
OUT_OF_RANGE = _error(
    "value/out-of-range",
    "{value} is out of range: it must be {range}",
    why="The number is outside what the key allows.",
)
NOT_ONE_OF = _error(
    "value/not-one-of",
    "{value!r} is not one of {allowed}",
    "did you mean {nearest}?",
    why="The key takes one of a few fixed words.",
)
EMPTY_VALUE = _error(
    "value/empty",
    "{key} is empty",
    "write a value or delete the line",
    why="A required text consists of nothing or of spaces only.",
)
REPEATED_VALUE = _warning(
    "value/repeated",
    "{value} is listed twice in {key}",
    "delete one of the two",
    why="A list of ids, codes or addresses names each of them once.",
)
NOT_A_LANGUAGE = _error(
    "value/not-a-language",
    "{value!r} is not the code of a language",
    "use a code like en, fr, ar or pt-BR",
    why="Languages are named by BCP 47 tags that CLDR knows.",
)
NOT_A_COUNTRY = _error(
    "value/not-a-country",
    "{value!r} is not a country code",
    "did you mean {nearest}?",
    why="Countries are named by two capital letters, ISO 3166-1 alpha-2: MT, MA, FR …",
)
NOT_AN_ID = _error(
    "value/not-an-id",
    "{value!r} is not an id",
    "use lower-case letters a–z, digits and single hyphens",
    why="Ids of records and write-ups consist of lower-case ASCII letters, digits and hyphens.",
)
NOT_A_SLUG = _error(
    "value/not-a-slug",
    "{value!r} cannot be part of an address",
    "use small letters, digits and single hyphens",
    why="A slug becomes a part of the page's address: letters without capitals, digits and single hyphens; letters of any script.",
)
NOT_A_PATH = _error(
    "value/not-a-path",
    "{value!r} is not {expected}",
    why="An alias is an address on this site (`/old/address/`), a file is a relative path that stays in its folder, "
    "and the site's own address begins with https:// or http://.",
)
LANGUAGE_DISAGREES = _error(
    "language/disagrees",
    "the front matter says {stated}, the file name says {named}",
    "correct one of the two",
    why="`language` repeats what the file name says. When they differ, one of the two is a mistake that would publish a text in the wrong language.",
)

# Dates

NOT_A_DATE = _error(
    "dates/not-a-date",
    "{value!r} is not a date",
    "write 2020-07-15, 2020-07, 2020, or a range 2020-07-21/2020-07-22",
    why="Dates follow ISO 8601 and EDTF: year, month and day with leading zeros, a range with a slash, both ends included. "
    "Where no month is known, 2021-21 to 2021-24 are spring to winter, and 2021-37, 2021-38 and 2021-39 are early, mid- and late 2021.",
)
IMPOSSIBLE_DATE = _error(
    "dates/impossible",
    "there is no {value}: {detail}",
    why="The date is well formed but does not exist in the Gregorian calendar.",
)
REVERSED_DATES = _error(
    "dates/reversed",
    "this range ends ({end}) before it begins ({start})",
    "did you mean {end}/{start}?",
    why="A range is written first day, slash, last day.",
)
OVERLAPPING_DATES = _error(
    "dates/overlap",
    "{second} overlaps or precedes {first}",
    "list the ranges in order, each day once",
    why="The ranges of one event are listed in order and share no day.",
)
DATES_NEED_DAYS = _error(
    "dates/need-days",
    "an event needs days; {value} is only a {precision}",
    "write the days, like 2020-07-15 or 2020-07-21/2020-07-22",
    why="Calendars and day rulers need exact days. Projects and publications may state a month, a season or a year.",
)

# Practices and catalogues

BAD_PRACTICE = _error(
    "practice/bad-reference",
    "{value!r} does not name a practice",
    "write rome, rome/7, rome/7-9 or rome/<section>",
    why="A practice is named by its catalogue's id, a slash, and a number, a range of numbers or a section's id. The catalogue's id alone cites the whole memorandum.",
)
UNKNOWN_CATALOGUE = _error(
    "practice/unknown-catalogue",
    "there is no catalogue {catalogue}",
    "did you mean {nearest}?",
    why="The part before the slash is the id of a file in `content/catalogues/`.",
)
UNKNOWN_NUMBER = _error(
    "practice/unknown-number",
    "{reference}: this catalogue has practices 1 to {total}",
    "did you mean {nearest}?",
    why="The number is beyond the end of the memorandum. A number inside it that has no text yet may be cited.",
)
UNKNOWN_SECTION = _error(
    "practice/unknown-section",
    "{catalogue} has no section {section}",
    "did you mean {nearest}?",
    why="The part after the slash is a number, a range, or the id of one of the catalogue's sections.",
)
REPEATED_PRACTICE = _warning(
    "practice/repeated",
    "{reference} is listed already",
    "list each practice once",
    why="The same practice is listed twice in one front matter, perhaps once alone and once in a range.",
)
CATALOGUE_ID = _error(
    "catalogue/id-disagrees",
    "the id says {stated}, the file name says {named}",
    "make them the same",
    why="A catalogue's `id` repeats the name of its file.",
)
DUPLICATE_NUMBER = _error(
    "catalogue/duplicate-number",
    "practice {number} is described twice",
    "correct one of the two numbers, or join the two",
    why="Each number of a catalogue is described once.",
)
NUMBER_BEYOND_TOTAL = _error(
    "catalogue/beyond-total",
    "number {number} is beyond the catalogue's total of {total}",
    "correct the number or the total",
    why="`total` is the number of practices that the memorandum has; no practice or section may go beyond it.",
)
DUPLICATE_SECTION = _error(
    "catalogue/duplicate-section",
    "there are two sections {section}",
    "give one of them another id",
    why="The id of a section names one part of the catalogue; references like `rome/detection` use it.",
)
SECTION_OVERLAP = _error(
    "catalogue/section-overlap",
    "sections {first} and {second} both hold number {number}",
    "correct the numbers of one of them",
    why="A practice belongs to one section at most.",
)
CITATION_NOT_LISTED = _warning(
    "citation/not-listed",
    "the text cites {reference}; the front matter does not list it",
    "add {reference} to practices",
    why="Readers find a write-up by the practices that its front matter lists. A citation in the text that is not listed would not be found.",
)
CITATION_NOT_MADE = _warning(
    "citation/not-made",
    "{reference} is listed, but the text does not cite it",
    "cite it in the text, or take it off the list",
    why="The front matter lists a practice that the original text cites nowhere, neither in its sentences nor by a link.",
)

# Records and references between sources

UNKNOWN_RECORD = _error(
    "reference/unknown",
    "there is no {kind} {id}",
    "did you mean {nearest}?",
    why="The id must exist: an organisation, person, place or term in `content/records/`, an initiative, event, project, publication, page or catalogue.",
)
COUNT_DISAGREES = _error(
    "participants/count-disagrees",
    "the count says {count}, the list has {listed}",
    "add who is missing, or correct the count",
    why="`exactly` beside a list states how long the list is, so that a forgotten entry is noticed.",
)
TITLE_LANGUAGE_UNKNOWN = _error(
    "words/unknown-language",
    "{language!r} is not a language of this site",
    "did you mean {nearest}?",
    why="Words per language use the languages in `config.yaml` as keys. "
    "Names of organisations, people, places and terms may have more languages.",
)

# Links in texts

UNKNOWN_SCHEME = _error(
    "link/unknown-scheme",
    "there is no kind of link {scheme}:",
    "did you mean {nearest}:?",
    why="Links by id begin with practice:, catalogue:, event:, project:, publication:, initiative:, page: or organisation:; "
    "links to the outside with https:, http:, mailto: or tel:.",
)
UNKNOWN_TARGET = _error(
    "link/unknown-target",
    "there is no {kind} {id}",
    "did you mean {nearest}?",
    why="The link names an id that does not exist.",
)
UNKNOWN_ANCHOR = _error(
    "link/unknown-anchor",
    "{target} has no heading #{anchor}",
    "did you mean #{nearest}?",
    why="The part after # is the id of a heading in the target.",
)
LINK_TO_DRAFT = _error(
    "link/draft",
    "the {kind} {id} is a draft, so readers would find nothing there",
    "publish it too, or take the link out until then",
    why="A write-up with `draft: true` is not part of the published site. A page that is published may not refer to it. "
    "With `--drafts` both are shown.",
)
MISSING_FILE = _error(
    "link/missing-file",
    "there is no file {file} beside this text",
    "did you mean {nearest}?",
    why="A relative link, an image or a download names a file in the write-up's own folder.",
)
SITE_ADDRESS = _error(
    "link/site-address",
    "{address} is an address, and addresses change",
    "link by id, like event:2020-07-response",
    why="Links inside the site are written by id. They survive new slugs and lead to the reader's language.",
)
EMPTY_LINK = _error(
    "link/empty",
    "this link has no target",
    "write it between the round brackets, like [text](event:2020-07-response)",
    why="The brackets `()` after the link's text are empty.",
)
OUTSIDE_WITHOUT_TEXT = _error(
    "link/no-text",
    "a link to the outside needs a text",
    "write it between the square brackets: [text](https://…)",
    why="An empty link text is filled in with the target's title; an address outside this site has none.",
)

# Text

REMOVED_HTML = _warning(
    "markdown/removed-html",
    "{what} was removed",
    "say it in Markdown, or leave it out",
    why="Raw HTML in a text is reduced to what is safe and what fits every page: no scripts, styles, forms, frames or event attributes.",
)
FOREIGN_SCRIPT = _warning(
    "markdown/unmarked-language",
    "this paragraph is not written in the script of {language}",
    "add {{: lang={guess} }} on the line after it",
    why="A paragraph in another script needs its language, so that it is read out by the right voice, set in the right type and in the right direction.",
)
LIST_IN_PARAGRAPH = _warning(
    "markdown/list-in-paragraph",
    "this line looks like the first item of a list, but it is part of the paragraph above",
    "put an empty line before the list",
    why="Without an empty line before it, a list is read as more words of the paragraph, hyphens and numbers included.",
)
FIRST_LEVEL_HEADING = _warning(
    "markdown/first-level-heading",
    "the title is the only heading of the first level",
    "begin headings in the text with ##",
    why="The page's title comes from the front matter. A second one confuses screen readers and search engines.",
)
SKIPPED_HEADING_LEVEL = _warning(
    "markdown/skipped-level",
    "a heading of level {level} follows one of level {previous}",
    "use level {expected}",
    why="Screen-reader users move by headings; a skipped level sounds like a missing part.",
)
BROKEN_FOOTNOTE = _warning(
    "markdown/broken-footnote",
    "{mark} looks like a footnote mark, but there is no such note",
    "write [^1] in the text and [^1]: … below",
    why="A mark such as `[1}` or `[^2]` without its note stays in the text as it is.",
)
UNUSED_FOOTNOTE = _warning(
    "markdown/unused-footnote",
    "nothing refers to the footnote {mark}",
    "write {mark} in the text where it belongs, or delete the note",
    why="The note is defined but no mark in the text leads to it.",
)
DUPLICATE_ANCHOR = _error(
    "markdown/duplicate-anchor",
    "the id {anchor} is used twice",
    "give one of the two another id",
    why="An id names one place of a page.",
)
UNTITLED_IMAGE = _error(
    "image/no-alt",
    "this image has no text alternative",
    "write what it shows between the brackets: ![…](file.jpg)",
    why="Screen readers read the alternative aloud; it is also shown when the picture does not load.",
)

OUTSIDE_IMAGE = _error(
    "image/outside",
    "{address} is not a file beside this text",
    "save the picture in the same folder and write its file name",
    why="A picture from another site would tell that site about every reader, and would vanish one day.",
)
IMAGE_IN_LINK = _warning(
    "image/in-link",
    "a link by id holds words, not an image",
    "put the image before or after the link",
    why="The words of a link by id may come from its target. An image inside is replaced by its text alternative.",
)
WRONG_IMAGE = _error(
    "image/wrong-format",
    "{file} is not a picture that browsers can show",
    "save it as JPEG or PNG, and drawings as SVG",
    why="A photograph is a file that ends in .jpg, .png, .webp, .avif, .gif, .tif or .bmp; a drawing may also be an .svg.",
)
UNREADABLE_IMAGE = _error(
    "image/unreadable",
    "this photograph cannot be read: {detail}",
    "open it in a picture editor and save it as JPEG",
    why="Photographs are published in several sizes, without what the camera wrote into them, so each is opened. A file "
    "that was not copied to its end, or that is something else than its name says, cannot be.",
)
HUGE_IMAGE = _error(
    "image/too-large",
    "this photograph has more than 50 million pixels",
    "save it smaller: 1200 pixels of width are all that is shown",
    why="Readers get photographs at most 1200 pixels wide. A file with so many more is a mistake, or made to use up the memory.",
)
ANIMATED_IMAGE = _warning(
    "image/animated",
    "this picture moves; readers get its first frame only",
    "save the frame that you want to show",
    why="Nothing moves by itself on the site: it distracts from reading, and some readers it makes ill (WCAG 2.2.2).",
)
UNREADABLE_DRAWING = _error(
    "drawing/unreadable",
    "this drawing cannot be read: {detail}",
    "open it in a drawing program and save it as plain SVG",
    why="A drawing is a file of SVG, which is XML. Browsers show nothing at all of one that is not well-formed, that was not copied "
    "to its end, or that is compressed (.svgz).",
)
DRAWING_WITH_PROGRAM = _error(
    "drawing/program",
    "{what} does not belong in a drawing",
    "save it as plain SVG, or delete it in a text editor",
    why="A drawing is published as it is. Whoever opens it by itself would run the program in it, at the address of the site.",
)
DRAWING_FETCHES = _error(
    "drawing/fetches",
    "a drawing cannot fetch {address}",
    "embed in the drawing what it needs, and save it again",
    why="Browsers fetch nothing for a drawing that is shown as a picture: a photograph, font or style that it only refers to is missing "
    "there. Drawing programs call it linking; what they embed (`data:`) is in the file and stays.",
)
DRAWING_WITHOUT_SIZE = _warning(
    "drawing/no-size",
    "this drawing does not say how large it is",
    "give its svg element a width and a height, or a viewBox",
    why="Pages keep the room of a picture free until it is there, so that no line moves while somebody reads. `width` and `height` count "
    "when they are numbers or absolute lengths (`px`, `mm`, `pt` …), not percentages.",
)
CARD_NOT_DRAWN = _warning(
    "card/not-drawn",
    "no card is drawn: {detail}",
    "{advice}",
    why="A card is the picture that others show when a page is shared (`features: [cards]`). It is drawn with the theme's fonts: "
    "`title`, `num`, `ui` and `ui-strong` in `static/fonts/`, and those of the same names that end in `-arabic`, `-persian` or "
    "`-more` for further letters. Where a letter has no face, or Pillow cannot join Arabic letters, there is no card rather than a wrong one. "
    "Such a page is shared with the picture of the home page, if that can be drawn.",
)
TOO_DEEP = _error(
    "markdown/too-deep",
    "this is nested too deeply to be meant: {what}",
    "delete what was pasted by mistake",
    why="Quotations, lists, brackets or HTML elements lie inside each other many times over. It is usually a paste gone wrong.",
)

# Facts, originals and translations

MISSING_FACT = _error(
    "facts/missing",
    "{key} is missing; the original must state it",
    "write {key} in this file; translations leave it out",
    why="The original states the facts of a write-up. For an event these are its type, dates and location.",
)
FACTS_DISAGREE = _error(
    "facts/disagree",
    "{key} differs from the original",
    "delete {key} here, or correct it in one of the two",
    why="Facts belong to the event and are stated once, in the original. A translation may repeat them but not change them.",
)
NO_ORIGINAL = _error(
    "translation/no-original",
    "no file of {id} is the original: each says that it translates another",
    "delete translation from the one that was written first",
    why="One language's file is the original and has no `translation` key.",
)
TWO_ORIGINALS = _error(
    "translation/two-originals",
    "{language} and {other} both claim to be the original of {id}",
    "add translation: {{of: {other}}} to the one that is a translation",
    why="Only the original has no `translation` key. If the texts are independent, still choose one as the original.",
)
TRANSLATION_CIRCLE = _error(
    "translation/circle",
    "{language} translates {of}, which in the end translates {language}",
    "one of them was translated from the original: say so in its of",
    why="The languages named by `translation: {of: …}` must lead to the original, from each translation.",
)
ORPHAN_TRANSLATION = _error(
    "translation/orphan",
    "this translates the {language} text of {id}, and there is none",
    "did you rename or delete {expected}?",
    why="`translation: {of: …}` names the language of the text that was translated. That file does not exist (any more).",
)
TRANSLATION_OF_ITSELF = _error(
    "translation/of-itself",
    "a text cannot be the translation of itself",
    "name the language of the original; the original itself has no translation key",
    why="`of` names another language than the file's own.",
)
STALE_TRANSLATION = _warning(
    "translation/stale",
    "the {language} original changed after this translation: {sections}",
    "bring it up to date, then run: sitegen status --accept {path}",
    why="The meaning-bearing text of the original is no longer what the translation was made from. Readers see a notice naming the sections.",
)
NO_FINGERPRINT = _warning(
    "translation/no-fingerprint",
    "it is not known which state of the original this translates",
    "check it against the original, then run: sitegen status --accept {path}",
    why="Without a fingerprint nobody can tell whether the translation is up to date. It is shown as current.",
)
BAD_FINGERPRINT = _error(
    "translation/bad-fingerprint",
    "{value!r} is not a fingerprint",
    "delete it and run: sitegen status --accept {path}",
    why="Fingerprints are written by a command and never by hand: groups of eight hexadecimal digits joined by hyphens.",
)

# Addresses

ROUTE_CLASH = _error(
    "route/clash",
    "two pages want the address {address}",
    "give one of them another slug",
    why="Two write-ups of one kind have the same slug in the same language, or a page has the address of a section.",
)
ALIAS_CLASH = _error(
    "route/alias-clash",
    "{address} is already the address of {other}",
    "delete the alias",
    why="An alias redirects from an old address; no page or other file may lie there, and no other page may claim it. Capitals make no "
    "difference, for they make none on many computers and hosts.",
)
FILE_CLASH = _error(
    "route/file-clash",
    "this would lie at {path}, where {other} lies already",
    "give it another name",
    why="Every file of the site has a name of its own. Many computers and hosts take names for one that differ only in capitals, "
    "or in how an accented letter is composed; so two such files would be one there, and a file cannot have the name of a folder.",
)
NOT_A_FILE_NAME = _error(
    "route/not-a-file-name",
    "this would be published as {path}, and {detail}",
    "give it a simpler or shorter name",
    why="The name of a file, a slug or an alias becomes the name of a file on a web server. It may have at most 255 bytes, which are "
    "about 120 Arabic letters, no backslash, no invisible characters, and no `#` if it is a file beside a text; and `.sitegen` with an ending is kept for sitegen itself.",
)

# Configuration

NO_CONFIG = _error(
    "config/missing",
    "there is no config.yaml here",
    "run in the project's folder, or name it with --root",
    why="A project is a folder with a `config.yaml`.",
)
FALLBACK_LANGUAGE = _error(
    "config/fallback-language",
    "{language} cannot fall back to {value}",
    "use other languages of this site: {known}",
    why="`fallback` lists the other languages in the order in which a reader of this one would rather read.",
)
SECTION_CLASH = _error(
    "config/section-clash",
    "{first} and {second} have the same word {word!r} in the addresses of {language}",
    why="The section words of one language must differ, or pages would share addresses.",
)

# Interface words and theme

MESSAGE_SYNTAX = _error(
    "message/syntax",
    "{detail}",
    why="The `.po` file does not follow the format of GNU gettext.",
)
NO_MESSAGES = _error(
    "message/no-file",
    "the interface has no words in {language}",
    "run: sitegen messages",
    why="Every language of the site but English needs its interface words in `locale/<language>/LC_MESSAGES/site.po`.",
)
MESSAGE_MISSING = _error(
    "message/missing",
    "{message!r} has no {language} translation",
    "{advice}",
    why="An interface word that the templates use is not translated, so readers would see English.",
)
MESSAGE_FUZZY = _error(
    "message/fuzzy",
    "the translation of {message!r} is marked fuzzy",
    "check it and delete the line #, fuzzy",
    why="A fuzzy entry is a guess by a tool that nobody has confirmed; it is not used.",
)
MESSAGE_PLACEHOLDER = _error(
    "message/placeholder",
    "{placeholder} is {state} in the translation of {message!r}",
    "did you mean {nearest}?",
    why="A translation uses exactly the placeholders of the message; otherwise numbers or names would be lost.",
)
MESSAGE_PLURALS = _error(
    "message/plurals",
    "{message!r} has {given} plural forms, {language} needs {needed}",
    why="CLDR says how many plural forms a language has: two in English and French catalogues, six in Arabic.",
)
TEMPLATE_SYNTAX = _error(
    "template/syntax",
    "{detail}",
    why="The template is not valid Jinja2.",
)
TEMPLATE_MISSING = _error(
    "template/missing",
    "there is no template {name}",
    "did you mean {nearest}?",
    why="Every kind of page needs its template, and every included or extended template must exist.",
)
TEMPLATE_UNDEFINED = _error(
    "template/undefined",
    "{detail}",
    why="The template uses a name that its view does not have. `docs/templates.md` lists what each view holds.",
)
TEMPLATE_FAILED = _error(
    "template/failed",
    "the template cannot be carried out: {detail}",
    why="An expression in the template means nothing for the values that it meets, such as a division by zero.",
)
STATIC_MISSING = _error(
    "static/missing",
    "there is no static file {name}",
    "did you mean {nearest}?",
    why="A template or style sheet asks for a file that is not in `static/`.",
)

# The finished site

BROKEN_LINK = _error(
    "site/broken-link",
    "{address} leads nowhere",
    why="A page of the finished site links to an address for which no file was written. In a write-up this is caught earlier; here it is a template's.",
)
BROKEN_ANCHOR = _error(
    "site/broken-anchor",
    "{address} leads to no element of the page",
    why="A page of the finished site links to a place that the target page does not have.",
)
ALTERNATES_NOT_MUTUAL = _error(
    "site/hreflang",
    "{detail}",
    why="Every page of a set of translations names the same set, itself included, with one x-default; search engines ignore sets that are not mutual.",
)
DUPLICATE_ELEMENT_ID = _error(
    "site/duplicate-id",
    "the id {anchor} occurs twice",
    why="An id names one element of a page.",
)
MISSING_HEAD = _error(
    "site/missing-head",
    "this page has no {what}",
    why="Every page has a title, a description, a language, a direction and a canonical address.",
)
RAW_DIRECTION = _error(
    "site/raw-direction",
    "{detail}",
    "{remedy}",
    why="Words of another direction, and in right-to-left text numbers with signs, ranges and spaces, are shown in the wrong order or tear "
    "their surroundings apart unless they are isolated: in `<bdi>` or an element with `dir`, and where there is no markup (attributes, "
    "`<title>`, feeds) between U+2066 or U+2067 and U+2069. Texts, `Words` and interface words are isolated already; here a template shows "
    "something as it is. An element with a `lang` that runs the other way also needs `dir`.",
)

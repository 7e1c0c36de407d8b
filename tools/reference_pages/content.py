"""docs/content-reference.md: every key that an editor can write, from the models and the table of meanings."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

import yaml
from msgspec import NODEFAULT, structs
from msgspec.structs import FieldInfo
from pydantic_core import ValidationError

from reference_pages.markdown import GENERATED, code, page, table
from reference_pages.meanings import CATALOGUES, MEANINGS, RECORDS, SETTINGS, WRITE_UPS, Activity, Entry, Keys
from reference_pages.shapes import Shape, fields, models_in, said, title, without_nothing
from sitegen.load.schemas import validator
from sitegen.model.border import Declared, Within, types_of
from sitegen.model.catalogue import Catalogue
from sitegen.model.configuration import Config
from sitegen.model.participants import Group
from sitegen.model.records import Organisation, Person, Place, Term
from sitegen.model.writeups import FRONT_MATTER, FrontMatter

Part = tuple[str, str, Mapping[type[Declared], Keys]]

ROOTS: tuple[type[Declared], ...] = (*FRONT_MATTER.values(), Catalogue, Organisation, Person, Place, Term, Config)
HEAD = ("Key", "What you write", "Required", "Meaning", "Example")
PARTS: tuple[Part, ...] = (
    (
        "Write-ups",
        """\
The front matter at the head of `content/events/<id>/index.<language>.md` and of the files of the other kinds. A
**fact** belongs to the event, project or publication itself and is stated in the original only. A **word** belongs to
one language: each text has its own.""",
        WRITE_UPS,
    ),
    ("Catalogues", "`content/catalogues/<id>.yaml`: a memorandum with its numbered practices.", CATALOGUES),
    (
        "Records",
        """\
`content/records/`: `organisations.yaml`, `people.yaml`, `places.yaml` and `glossary.yaml` (terms). Each file is
a list of ids, and below each id its keys.""",
        RECORDS,
    ),
    ("Configuration", "`config.yaml`: the settings of the site.", SETTINGS),
)
HEADINGS: dict[type[Declared], str] = {FrontMatter: "every write-up", Activity: "events, projects and publications"}

INTRODUCTION = """\
Every key that can be written, with its meaning. Any other key is an error.

- A **text** is plain text. Quote it when it contains `: ` or ` #`, or begins with a sign such as `[`, `{`, `"` or `*`.
- **Texts by language** are written `{en: …, fr: …}`, or each on a line of its own.
- An **id** consists of small letters a–z, digits and hyphens. It names a record, a catalogue or a write-up.
- A **slug** is part of an address: small letters of any script, digits and hyphens.
- A **language** is a BCP 47 tag: `en`, `fr`, `ar`, `pt-BR`.
- A **country** is two capitals, ISO 3166-1: `MT`, `FR`; also `XK` for Kosovo, and `EU`. Where organisations and
  countries are both possible, capitals mean a country.
- A **date** is `2020-07-15`; where it need not be so exact, `2020-07` or `2020` (EDTF). Where no month is known,
  `2021-21` to `2021-24` are spring, summer, autumn and winter 2021, and `2021-37`, `2021-38`, `2021-39` are early,
  mid- and late 2021. A **range** is `2020-07-21/2020-07-22`, first and last day included.
- A **practice** is `rome/17`, `rome/17-19`, `rome/<section>`, or `rome` for the memorandum as a whole.
- A **list** is written `[a, b]`, or each entry on a line of its own after `- `.
- A key with nothing after its colon counts as absent."""


def content_reference() -> str:
    """The page. Raises ValueError for a key without a meaning, a meaning without a key, or a wrong example."""
    complain()
    blocks: list[list[str]] = [["# Content reference"], [GENERATED], [INTRODUCTION]]
    for heading, introduction, models in PARTS:
        blocks += [[f"## {heading}"], [introduction]]
        for model in models:
            blocks += _section(model, models[model])
    return page(*blocks)


def _section(model: type[Declared], entries: Keys) -> list[list[str]]:
    heading = HEADINGS.get(model, title(model))
    shapes = fields(model)
    is_front = issubclass(model, FrontMatter)
    head = (*HEAD[:3], "Fact or word", *HEAD[3:]) if is_front else HEAD
    rows = [tuple(_row(model, key, shapes[key], entries[key])) for key in shapes]
    return [[f"### {heading[:1].upper()}{heading[1:]}"], [_purpose(model)], table(head, rows)]


def _purpose(model: type[Declared]) -> str:
    return " ".join((model.__doc__ or "").split())


def _row(model: type[Declared], key: str, shape: Shape, entry: Entry) -> Iterator[str]:
    field = _field(model, key)
    yield code(key)
    yield f"{said(shape)}{_limits(shape)}"
    yield entry.required or _required(model, key, field)
    if issubclass(model, FrontMatter):
        yield "word" if key in FrontMatter.WORDS else "fact"
    yield f"{entry.meaning}{_default(field)}"
    yield code(f"{key}: {entry.example}")


def _field(model: Any, key: str) -> FieldInfo:
    return next(one for one in structs.fields(model) if one.name == key)


def _required(model: type[Declared], key: str, field: FieldInfo) -> str:
    if issubclass(model, FrontMatter) and key in model.REQUIRED_FACTS:
        return "in the original"
    return "yes" if field.default is NODEFAULT and field.default_factory is NODEFAULT else ""


def _limits(shape: Shape) -> str:
    """The bounds of a number."""
    bounds = next((marker for marker in get_args(without_nothing(shape)) if isinstance(marker, Within)), None)
    if bounds is None:
        return ""
    return f", {bounds.least} or more" if bounds.most is None else f", {bounds.least} to {bounds.most}"


def _default(field: FieldInfo) -> str:
    value: object = field.default
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return f" Without it: {code(str(value))}."


def complain() -> None:
    """Raise ValueError for everything that the table of meanings lacks, has too much, or has wrong."""
    wrong = [*_unmatched(), *_wrong_examples()]
    if wrong:
        raise ValueError("tools/reference_pages/meanings.py: " + "; ".join(wrong))


def _unmatched() -> Iterator[str]:
    declared = {(model, key) for model in _declared() for key in fields(model)}
    described = {(model, key) for model, entries in MEANINGS.items() for key in entries}
    for model, key in sorted(declared - described, key=str):
        yield f"{model.__name__}.{key} has no meaning"
    for model, key in sorted(described - declared, key=str):
        yield f"{model.__name__}.{key} has a meaning, but there is no such key"


def _declared() -> set[type[Declared]]:
    """All models that a file can contain, their parents included."""
    found: set[type[Declared]] = set()
    waiting: list[type[Declared]] = list(ROOTS)
    while waiting:
        model = waiting.pop()
        if model in found:
            continue
        found.add(model)
        waiting += [parent for parent in model.__bases__ if issubclass(parent, Declared) and parent is not Declared]
        for shape in fields(model).values():
            waiting += models_in(shape)
    return found


def _wrong_examples() -> Iterator[str]:
    for model, entries in MEANINGS.items():
        shapes = fields(model) if model is not Group else types_of(Group[str])  # its members may be anything
        for key, entry in entries.items():
            value = yaml.load(entry.example, Loader=yaml.CBaseLoader)  # noqa: S506  # texts only, as the program reads it
            try:
                validator(shapes.get(key, object)).validate_python(value)
            except ValidationError as error:
                yield f"the example of {model.__name__}.{key}: {error.errors()[0]['ctx']}"

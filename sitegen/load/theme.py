"""Theme: templates and static files, what each template is made of, and under which name each file is published."""

from collections.abc import Iterable
from collections.abc import Mapping as ReadOnly

from msgspec import Struct, field

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Span
from sitegen.base.digests import Each, digest, each_in_turn
from sitegen.base.files import SourceFile
from sitegen.base.nearest import nearest
from sitegen.load.layout import is_litter
from sitegen.load.messages import Wording
from sitegen.load.statics import load_statics
from sitegen.load.templates import Examined, Mention, Template, examine
from sitegen.load.text import decode_text

TEMPLATES = "templates/"


class Theme(Struct, frozen=True):
    """What gives the site its look.

    templates   source by name: the path below templates/
    statics     content by published path
    assets      published path by logical name: the path below static/, or css/site.css for the joined style sheets
    closures    for each template the names of all that it is made of: itself, its parents, includes and imports
    wordings    the interface words that the templates show
    """

    templates: ReadOnly[str, str] = field(default_factory=dict)
    statics: ReadOnly[str, bytes] = field(default_factory=dict)
    assets: ReadOnly[str, str] = field(default_factory=dict)
    closures: ReadOnly[str, frozenset[str]] = field(default_factory=dict)
    wordings: tuple[Wording, ...] = ()


def load_theme(files: Iterable[SourceFile], each: Each = each_in_turn) -> Checked[Theme]:
    """The theme, with every template that does not parse and every name in it that leads nowhere."""
    findings = Findings()
    sources = sorted(file for file in files if not is_litter(file.path))
    templates = findings.take(_read_templates(sources))
    parsed = each(
        examine,
        [Template(name, text) for name, text in templates.items()],
        TEMPLATES,
        lambda template: (template.name, digest([template.text.encode()])),
    )
    examined = {name: findings.take(result) for name, result in zip(templates, parsed, strict=True)}
    names = {name: findings.take(_existing(name, found.mentions, templates)) for name, found in examined.items()}
    statics = findings.take(load_statics(sources))
    theme = Theme(
        templates=templates,
        statics=statics.contents,
        assets=statics.assets,
        closures={name: _closure(name, names) for name in templates},
        wordings=_all_wordings(examined.values()),
    )
    return Checked(theme, tuple(findings))


def _read_templates(sources: Iterable[SourceFile]) -> Checked[dict[str, str]]:
    findings = Findings()
    templates: dict[str, str] = {}
    for file in sources:
        if file.path.startswith(TEMPLATES):
            text = findings.take(decode_text(file))
            if text is not None:
                templates[file.path.removeprefix(TEMPLATES)] = text
    return Checked(templates, tuple(findings))


def _existing(template: str, mentions: Iterable[Mention], templates: ReadOnly[str, str]) -> Checked[frozenset[str]]:
    """The templates that one may use. A name that is only known when a page is made may be any of them."""
    findings = Findings()
    used: set[str] = set()
    for mention in mentions:
        existing = {name for name in mention.names if name in templates}
        used |= existing if mention.names else set(templates)
        if mention.names and not existing and not mention.optional:
            span = Span(f"{TEMPLATES}{template}", mention.line, 1, mention.line, 1)
            facts = {"name": ", ".join(mention.names), "nearest": nearest(mention.names[0], templates)}
            findings.note(problems.TEMPLATE_MISSING, span, **facts)
    return Checked(frozenset(used), tuple(findings))


def _closure(name: str, names: ReadOnly[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        template = waiting.pop()
        if template not in found:
            found.add(template)
            waiting.extend(names.get(template, ()))
    return frozenset(found)


def _all_wordings(examined: Iterable[Examined]) -> tuple[Wording, ...]:
    return tuple(wording for found in examined for wording in found.wordings)

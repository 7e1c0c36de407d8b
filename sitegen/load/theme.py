"""Theme: templates and static files, what each template is made of, and under which name each file is published."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import extract_from_ast

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Findings, Span
from sitegen.base.files import SourceFile
from sitegen.base.nearest import nearest
from sitegen.load.layout import is_litter
from sitegen.load.messages import Wording
from sitegen.load.statics import Statics, load_statics
from sitegen.load.text import decode_text

TEMPLATES = "templates/"
FUNCTIONS = ("_", "gettext", "ngettext", "pgettext", "npgettext")

# How templates are written: whoever renders them must read them in the same way, or messages would differ.
EXTENSIONS = ("jinja2.ext.i18n",)
TRIM_BLOCKS = LSTRIP_BLOCKS = KEEP_TRAILING_NEWLINE = True


@dataclass(frozen=True, slots=True)
class Theme:
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


def load_theme(files: Iterable[SourceFile]) -> Checked[Theme]:
    """The theme, with every template that does not parse and every name in it that leads nowhere."""
    findings = Findings()
    sources = sorted(file for file in files if not is_litter(file.path))
    templates: dict[str, str] = {}
    trees: dict[str, nodes.Template] = {}
    environment = _environment()
    for file in sources:
        if file.path.startswith(TEMPLATES):
            _read_template(file, environment, templates, trees, findings)
    names = {name: frozenset(_judge_names(name, tree, templates, findings)) for name, tree in trees.items()}
    closures = {name: _closure(name, names) for name in templates}
    wordings = tuple(wording for name, tree in trees.items() for wording in _wordings(name, tree))
    statics: Statics = findings.take(load_statics(sources))
    return Checked(Theme(templates, statics.contents, statics.assets, closures, wordings), tuple(findings))


def _environment() -> Environment:
    environment = Environment(  # noqa: S701  # parses only; nothing is rendered here
        extensions=EXTENSIONS,
        trim_blocks=TRIM_BLOCKS,
        lstrip_blocks=LSTRIP_BLOCKS,
        keep_trailing_newline=KEEP_TRAILING_NEWLINE,
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # added by jinja2.ext.i18n
    return environment


def _read_template(
    file: SourceFile,
    environment: Environment,
    templates: dict[str, str],
    trees: dict[str, nodes.Template],
    findings: Findings,
) -> None:
    text = findings.take(decode_text(file))
    if text is None:
        return
    name = file.path.removeprefix(TEMPLATES)
    templates[name] = text
    try:
        trees[name] = environment.parse(text, name)
    except TemplateSyntaxError as error:
        line = text.split("\n")[error.lineno - 1]
        span = Span(file.path, error.lineno, 1, error.lineno, len(line) + 1)
        findings.note(problems.TEMPLATE_SYNTAX, span, detail=error.message or "this is not valid Jinja2")


def _judge_names(
    template: str, tree: nodes.Template, templates: ReadOnly[str, str], findings: Findings
) -> Iterator[str]:
    """The templates that one names. A name that is only known when the page is made may be any of them."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        names = _constant_names(node.template)  # type: ignore[attr-defined]  # each of the four has one
        if names is None:
            yield from templates
            continue
        existing = [name for name in names if name in templates]
        yield from existing
        if not existing and not getattr(node, "ignore_missing", False):
            span = Span(f"{TEMPLATES}{template}", node.lineno, 1, node.lineno, 1)
            near = nearest(names[0], templates) if names else ""
            findings.note(problems.TEMPLATE_MISSING, span, name=", ".join(names), nearest=near)


def _constant_names(expression: nodes.Expr) -> list[str] | None:
    """The names that an expression stands for, the first that exists counting; None when it is computed."""
    try:
        value = expression.as_const()
    except nodes.Impossible:
        return None
    return [value] if isinstance(value, str) else [name for name in value if isinstance(name, str)]


def _closure(name: str, names: ReadOnly[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        template = waiting.pop()
        if template not in found:
            found.add(template)
            waiting.extend(names.get(template, ()))
    return frozenset(found)


def _wordings(template: str, tree: nodes.Template) -> Iterator[Wording]:
    for line, function, strings in extract_from_ast(tree, FUNCTIONS):
        texts = [strings] if isinstance(strings, str) else [text or "" for text in strings or ()]
        context = texts.pop(0) if function in {"pgettext", "npgettext"} and texts else ""
        plural = texts[1] if function in {"ngettext", "npgettext"} and len(texts) > 1 else ""
        if texts and texts[0]:
            yield Wording(texts[0], plural, context, Span(f"{TEMPLATES}{template}", line, 1, line, 1))

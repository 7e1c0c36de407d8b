"""Templates: what each one mentions, found by parsing it once."""

from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import extract_from_ast
from msgspec import Struct

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Span
from sitegen.base.remarks import Remark
from sitegen.load.messages import Wording

FUNCTIONS = ("_", "gettext", "ngettext", "pgettext", "npgettext")

# How templates are written. Whoever renders them reads them in the same way, or their messages would differ.
EXTENSIONS = ("jinja2.ext.i18n",)
TRIM_BLOCKS = LSTRIP_BLOCKS = KEEP_TRAILING_NEWLINE = True


class Template(Struct, frozen=True):
    """A template: its name (the path below templates/) and its source."""

    name: str
    text: str


class Mention(Struct, frozen=True):
    """Where a template extends, includes or imports another.

    The first of `names` that exists counts; no names at all means that they are only known when a page is made.
    An `optional` template may be missing.
    """

    line: int
    names: tuple[str, ...]
    optional: bool = False


class Examined(Struct, frozen=True):
    """The templates that one mentions, and the interface words that it shows."""

    mentions: tuple[Mention, ...] = ()
    wordings: tuple[Wording, ...] = ()


def examine(template: Template, folder: str) -> Checked[Examined]:
    """What a template mentions; nothing when it is not valid Jinja2. `folder` is where its name begins.

    Depends on its arguments alone.
    """
    path = f"{folder}{template.name}"
    try:
        tree = _environment().parse(template.text, template.name)
    except TemplateSyntaxError as error:
        line = template.text.split("\n")[error.lineno - 1]
        span = Span(path, error.lineno, 1, error.lineno, len(line) + 1)
        detail = error.message or Remark("this is not valid Jinja2")
        return Checked(Examined(), (problems.TEMPLATE_SYNTAX.at(span, detail=detail),))
    return Checked(Examined(tuple(_mentions(tree)), tuple(_wordings(tree, path))))


def _environment() -> Environment:
    environment = Environment(  # noqa: S701  # parses only; nothing is rendered here
        extensions=EXTENSIONS,
        trim_blocks=TRIM_BLOCKS,
        lstrip_blocks=LSTRIP_BLOCKS,
        keep_trailing_newline=KEEP_TRAILING_NEWLINE,
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # added by jinja2.ext.i18n
    return environment


def _mentions(tree: nodes.Template) -> Iterator[Mention]:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        names = _constant_names(node.template)  # type: ignore[attr-defined]  # each of the four has one
        yield Mention(node.lineno, names, getattr(node, "ignore_missing", False))


def _constant_names(expression: nodes.Expr) -> tuple[str, ...]:
    try:
        value = expression.as_const()
    except nodes.Impossible:
        return ()
    return (value,) if isinstance(value, str) else tuple(name for name in value if isinstance(name, str))


def _wordings(tree: nodes.Template, path: str) -> Iterator[Wording]:
    for line, function, strings in extract_from_ast(tree, FUNCTIONS):
        texts = [strings] if isinstance(strings, str) else [text or "" for text in strings or ()]
        context = texts.pop(0) if function in {"pgettext", "npgettext"} and texts else ""
        plural = texts[1] if function in {"ngettext", "npgettext"} and len(texts) > 1 else ""
        if texts and texts[0]:
            yield Wording(texts[0], plural, context, Span(path, line, 1, line, 1))

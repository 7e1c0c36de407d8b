"""Jinja2, one environment per language: the templates with the interface words of that language."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, TypeVar

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from sitegen.l10n.numbers import format_number
from sitegen.l10n.speech import Speech
from sitegen.link.site import Site
from sitegen.load.messages import Messages
from sitegen.load.templates import EXTENSIONS, KEEP_TRAILING_NEWLINE, LSTRIP_BLOCKS, TRIM_BLOCKS
from sitegen.load.theme import TEMPLATES
from sitegen.render.runtime import QuickEnvironment
from sitegen.render.views.words import Words

JSON = {"ensure_ascii": False, "separators": (",", ":")}  # how `tojson` writes

SomeEnvironment = TypeVar("SomeEnvironment", bound=Environment)


class Engine:
    """Renders views of one language."""

    def __init__(self, environment: QuickEnvironment, patient: Callable[[], Environment]) -> None:
        self.environment = environment
        self._globals = dict(environment.globals)
        self._patient = patient

    def render(self, template: str, view: object) -> bytes:
        """The page as UTF-8; a name that the view does not have raises jinja2.UndefinedError."""
        try:
            return self.quick(template, view)
        except Exception:  # noqa: BLE001  # whatever it is: Jinja2's own code knows how to do it, or what to say
            return self._patient().get_template(template).render(view=view).encode()

    def quick(self, template: str, view: object) -> bytes:
        """The same by our code alone, which raises anything where it meets what it does not know."""
        found = self.environment.get_template(template)
        context = Context(self.environment, self._globals | {"view": view}, template, found.blocks)
        return "".join(found.root_render_func(context)).encode()


class Compiled(BytecodeCache):
    """Templates compiled once for all languages: their code is the same, only the words differ.

    code   Python's code of each template by a name and, in itself, a digest of the template's text
    """

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()  # of this process, whatever sites it makes: another text has another digest


def engine(site: Site, language: str) -> Engine:
    """The engine for a language of the site.

    Templates get `view` and nothing else; `_` and `ngettext` give interface words; the filters are
    `number` (digits and grouping of the language) and `words` (a `Words` with its language marked).
    """
    messages = site.sources.messages[language]
    options: dict[str, Any] = {
        "loader": FunctionLoader(partial(_source, site.sources.theme.templates)),
        "auto_reload": False,
        "optimized": False,  # costs more than it saves in one build
        "cache_size": -1,
        "extensions": EXTENSIONS,
        "undefined": StrictUndefined,
        "autoescape": _is_markup,  # on for all markup; robots.txt is plain text
        "trim_blocks": TRIM_BLOCKS,
        "lstrip_blocks": LSTRIP_BLOCKS,
        "keep_trailing_newline": KEEP_TRAILING_NEWLINE,
    }

    @cache
    def patient() -> Environment:
        return _furnished(Environment(**options), site.speech(language), messages)  # noqa: S701

    quick = QuickEnvironment(messages, bytecode_cache=COMPILED, **options)
    return Engine(_furnished(quick, site.speech(language), messages), patient)


def _furnished(environment: SomeEnvironment, speech: Speech, messages: Messages) -> SomeEnvironment:
    environment.filters["number"] = pass_context(lambda _, value: format_number(value, speech))  # not at compile time
    environment.filters["words"] = marked
    environment.policies["json.dumps_kwargs"] = JSON
    _install(environment, messages)
    return environment


def _source(templates: Mapping[str, str], name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """A template's source, with the path under which tracebacks name it."""
    return (templates[name], f"{TEMPLATES}{name}", lambda: True) if name in templates else None


def _is_markup(name: str | None) -> bool:
    """Everything but plain text; a template that is included may have any name."""
    return name is None or not name.endswith(".txt")


def _install(environment: Environment, messages: Messages) -> None:
    install: Callable[..., None] = environment.install_gettext_callables  # type: ignore[attr-defined]  # added by jinja2.ext.i18n
    install(
        messages.gettext, messages.ngettext, newstyle=True, pgettext=messages.pgettext, npgettext=messages.npgettext
    )


def marked(words: Words) -> Markup:
    """Words as HTML, wrapped with `lang` and `dir` where they are not in the page's language."""
    if not words.language:
        return words.html
    return Markup(f'<span lang="{words.language}" dir="{words.direction}">{words.html}</span>')

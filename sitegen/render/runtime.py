"""What the code of templates calls while it makes a page: text that is safe, macros, the words of the interface."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import markupsafe
from jinja2 import Environment
from jinja2.environment import TemplateModule
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from sitegen.load.messages import Messages
from sitegen.render.generator import Generator
from sitegen.render.views.numerals import CatalogueGroup, CatalogueRow, Numeral
from sitegen.render.views.rows import Group, Row

# A text whose placeholders are all names: only then each value may be escaped before it is put in.
NAMED = re.compile(r"(?:[^%]|%%|%\(\w+\)s)*")
# What pages of a language share. Macros are remembered by these, since a macro says the same of the same.
SHARED = frozenset({Row, CatalogueRow, CatalogueGroup, Group, Numeral})
# And by plain values, as far as there are few: words of a vocabulary, counts.
VALUES = frozenset({str, int, bool})
VALUES_REMEMBERED = 256

_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)  # without the detour over Markup


def out(value: object) -> str:
    """A value as it stands in HTML: markup as it is, all else escaped."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]  # just looked at
    return _escaped(value) if kind is str else str(escape(value))  # type: ignore[arg-type]  # the same


def _safe(text: str) -> Markup:
    """Text that is known to be HTML. Markup() itself would ask what it gets."""
    return str.__new__(Markup, text)


def macro(  # noqa: PLR0913, PLR0917  # as Jinja2's code calls it
    environment: "QuickEnvironment",
    func: Callable[..., str],
    name: str,
    arguments: tuple[str, ...],
    catch_kwargs: bool,
    catch_varargs: bool,
    caller: bool,
    is_markup: bool,
) -> Callable[..., str]:
    """A macro as a function. One that is imported depends on its arguments alone, and remembers what it says.

    It sees no view but those that it is given, no clock and no chance. One of the page itself may see all of the page.
    What is remembered serves one site: see `QuickEnvironment.forget`.
    """
    if catch_kwargs or catch_varargs or caller or not is_markup:
        return Macro(environment, func, name, list(arguments), catch_kwargs, catch_varargs, caller, is_markup)
    func.__defaults__ = (missing,) * len(arguments)
    is_lasting = environment.importing > 0
    names = dict(zip(arguments, func.__code__.co_varnames, strict=False))
    remembered: dict[tuple[object, ...], tuple[object, Markup]] = {}
    environment.memories.append(remembered)

    @lru_cache(maxsize=VALUES_REMEMBERED, typed=True)
    def said_of_values(*args: Any) -> Markup:
        return _safe(func(*args))

    def said_of_shared(view: object, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Markup:
        """The view is known by its identity, and kept, so that no other can have it; True is not the same as 1."""
        key = (id(view), args, *kwargs.items(), *map(type, args), *map(type, kwargs.values()))
        if key not in remembered:
            remembered[key] = view, _safe(func(view, *args, **{names[one]: kwargs[one] for one in kwargs}))
        return remembered[key][1]

    def say(*args: Any, **kwargs: Any) -> Markup:
        kind = type(args[0]) if args and is_lasting and not environment.importing else None
        if kind in SHARED:
            return said_of_shared(args[0], args[1:], kwargs)
        if kwargs:
            return _safe(func(*args, **{names[one]: kwargs[one] for one in kwargs}))
        if kind in VALUES and VALUES.issuperset(map(type, args)):
            return said_of_values(*args)
        return _safe(func(*args))

    return say


class QuickEnvironment(Environment):
    """Jinja2 with our generator, for one language."""

    code_generator_class = Generator
    macro = staticmethod(macro)
    out = staticmethod(out)

    def __init__(self, messages: Messages, **options: Any) -> None:
        super().__init__(**options)
        self._messages = messages
        self._modules: dict[str, TemplateModule] = {}
        self.memories: list[dict[tuple[object, ...], tuple[object, Markup]]] = []
        self.importing = 0  # how many templates are being imported, one by the other

    def forget(self) -> None:
        """Let go of the views that macros remember: those of another site are others, and these would stay for ever."""
        for remembered in self.memories:
            remembered.clear()

    def module(self, name: str, parent: str) -> TemplateModule:
        """The macros of a template that is imported without context; they are the same for all."""
        if name in self._modules:
            return self._modules[name]
        self.importing += 1
        try:
            self._modules[name] = self.get_template(name, parent)._get_default_module()  # noqa: SLF001  # as Jinja2's code does
        finally:
            self.importing -= 1
        return self._modules[name]

    def said(self, message: str) -> Markup:
        """Interface words without a variable."""
        return Markup(self._messages.gettext(message)) % {}  # as Jinja2 does

    def sentence(self, message: str) -> Callable[..., Markup]:
        """A function that puts values into interface words."""
        return _filled(self._messages.gettext(message))

    def plural(self, singular: str, plural: str) -> Callable[..., Markup]:
        """The same for words with a number, which is the first argument and chooses the form."""
        forms: dict[str, Callable[..., Markup]] = {}

        def say(number: int, **values: object) -> Markup:
            text = self._messages.ngettext(singular, plural, number)
            if text not in forms:
                forms[text] = _filled(text)
            values.setdefault("num", number)
            return forms[text](**values)

        return say


def _filled(text: str) -> Callable[..., Markup]:
    if not NAMED.fullmatch(text):
        markup = Markup(text)
        return lambda **values: markup % values
    return lambda **values: _safe(text % {name: out(value) for name, value in values.items()})

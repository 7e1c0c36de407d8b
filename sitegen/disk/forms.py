"""The stored form of results: msgpack, of types that we name, so that a file from elsewhere can run nothing."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib import import_module
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
from markupsafe import Markup

from sitegen.base.diagnostics import Checked, Diagnostic, Related, Span, Withheld
from sitegen.base.digests import Kept, digest
from sitegen.base.problems import PROBLEMS
from sitegen.base.remarks import Remark, recalled
from sitegen.load.located import FrontAgain, Located, Places

Fetch = Callable[[str], bytes]

BYTES = "bytes"
NOTHING_WITHHELD = Withheld()
PLAIN = {"Document": "sitegen.load.document", "Facts": "sitegen.checks.facts"}  # what is kept apart, and its module


class Stored(NamedTuple):
    """A result as bytes: its head, the digests of the parts that it keeps apart, and those parts that are new.

    seconds   how long it took to make
    """

    head: bytes
    names: tuple[str, ...] = ()
    parts: tuple[tuple[str, bytes], ...] = ()
    seconds: float = 0.0


class Damaged(Exception):
    """What was remembered cannot be read back: the file was changed, or a part of it is missing."""


def result_type(work: Callable[..., object]) -> Any:
    """The type of the value in what a piece of work returns, which is always a `Checked`."""
    return get_args(get_type_hints(work)["return"])[0]


@cache
def has_parts(kind: Any) -> bool:
    """Whether a struct, or one of a union, keeps something apart."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind)
        return any(_mentions_kept(hints[name]) for name in kind.__struct_fields__)
    return any(has_parts(one) for one in get_args(kind))


def _mentions_kept(hint: Any) -> bool:
    if get_origin(hint) is Kept or (isinstance(hint, type) and has_parts(hint)):
        return True
    return any(map(_mentions_kept, get_args(hint)))


def store(result: Checked[object]) -> Stored:
    """A result as bytes. The parts that it keeps learn their digests by it."""
    names: list[str] = []
    parts: list[tuple[str, bytes]] = []
    found = [_diagnostic_as_plain(one) for one in result.diagnostics]
    head = msgspec.msgpack.encode((result.value, found), enc_hook=partial(_encoded, names, parts))
    return Stored(head, tuple(names), tuple(parts))


def listed(heads: Sequence[bytes]) -> bytes:
    """Heads as one list, which is what msgpack makes of results that are encoded together."""
    return b"\xdd" + len(heads).to_bytes(4, "big") + b"".join(heads)


def restoring(kind: Any, fetch: Fetch) -> Callable[[bytes], list[Checked[Any]]]:
    """What makes results of a type from a list of heads; `fetch` gives a part by its digest. It raises Damaged."""
    decoder = msgspec.msgpack.Decoder(list[tuple[kind, list[Any]]], dec_hook=partial(_decoded, fetch))

    def restore(heads: bytes) -> list[Checked[Any]]:
        try:
            decoded = decoder.decode(heads)
            return [Checked(value, tuple(map(_diagnostic, found)) if found else ()) for value, found in decoded]
        except (msgspec.MsgspecError, KeyError, ValueError, TypeError) as error:
            raise Damaged(str(error)) from error

    return restore


def _encoded(names: list[str], parts: list[tuple[str, bytes]], value: object) -> object:
    if isinstance(value, Kept):
        if not value.digest:
            _keep(value, parts)
        names.append(value.digest)
        return value.digest, value.form
    return _simple(value)


def _keep(kept: Kept[Any], parts: list[tuple[str, bytes]]) -> None:
    value = kept.value
    if isinstance(value, bytes):
        content, form = value, BYTES
    else:
        form = type(value.value if isinstance(value, Located) else value).__name__
        content = msgspec.msgpack.encode(_in_order(value), enc_hook=_simple)
    kept.digest, kept.form = digest([content]), form
    parts.append((kept.digest, content))


def _in_order(value: Any) -> tuple[object, ...]:
    """The fields of a part. Sets have another order in every process, and the same part shall have the same digest."""
    stated = (getattr(value, name) for name in value.__struct_fields__)
    return tuple(sorted(one) if isinstance(one, frozenset) else one for one in stated)


def _simple(value: object) -> object:
    if isinstance(value, str):  # Markup, Remark
        return str.__str__(value)
    if isinstance(value, Places):
        again = value.again
        return (again.text, again.path, again.line) if isinstance(again, FrontAgain) else None
    if isinstance(value, Withheld):
        return [_diagnostic_as_plain(one) for one in value.found]
    raise NotImplementedError(f"{type(value).__name__} has no stored form")


def _decoded(fetch: Fetch, kind: Any, plain: Any) -> object:
    if kind is Withheld:  # this and the next come thousands of times in a build
        return Withheld(tuple(map(_diagnostic, plain))) if plain else NOTHING_WITHHELD
    if getattr(kind, "__origin__", kind) is Kept:
        name, form = plain
        stays = form != BYTES and form not in PLAIN  # front matters: small, and all pages ask for them
        return Kept(None, name, form, partial(_part, fetch, name, form), stays)
    if kind is Places:
        return Places(again=FrontAgain(*plain) if plain else None)
    if kind is object:  # what a theme's own keys hold
        return plain
    if kind is Markup:
        return Markup(plain)  # noqa: S704  # it was Markup when it was stored
    raise NotImplementedError(f"{kind} has no stored form")


def _part(fetch: Fetch, name: str, form: str) -> Any:
    content = fetch(name)
    if form == BYTES:
        return content
    try:
        kind, decoder = _decoder(form)
        return kind(*decoder.decode(content))
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        raise Damaged(str(error)) from error


@cache
def _decoder(form: str) -> tuple[Any, msgspec.msgpack.Decoder[Any]]:
    """How a part of a form is read: its class, and the fields that it is made from."""
    kind = _type(form)
    made = get_origin(kind) or kind
    hints = get_type_hints(made)
    if made is Located:
        hints["value"] = get_args(kind)[0]
    types = tuple(hints[name] for name in made.__struct_fields__)
    return made, msgspec.msgpack.Decoder(tuple[types], dec_hook=partial(_decoded, _nothing))  # type: ignore[valid-type]


def _nothing(name: str) -> bytes:
    raise Damaged(f"a part within a part: {name}")


def _type(form: str) -> Any:
    """The type that a form stands for; it is imported only now, for most runs need few of them."""
    if form in PLAIN:
        return getattr(import_module(PLAIN[form]), form)
    fronts = import_module("sitegen.model.writeups").FRONT_MATTER.values()
    model: Any = next(model for model in fronts if model.__name__ == form)
    return Located[model]


def _diagnostic_as_plain(found: Diagnostic) -> Any:
    facts = [(name, _remark_as_plain(fact)) for name, fact in found.facts]
    related = [(_span_as_plain(other.span), _remark_as_plain(other.label)) for other in found.related]
    return found.code, _span_as_plain(found.span), facts, related


def _diagnostic(plain: Any) -> Diagnostic:
    code, span, facts, related = plain
    return Diagnostic(
        PROBLEMS[code],
        Span(*span),
        tuple((name, _remark(fact)) for name, fact in facts),
        tuple(Related(Span(*place), _remark(label)) for place, label in related),
    )


def _span_as_plain(span: Span) -> tuple[str, int, int, int, int]:
    return span.path, span.line, span.column, span.end_line, span.end_column


def _remark_as_plain(fact: object) -> object:
    """A remark as template, plural and facts; every other fact as the text that a report shows."""
    if isinstance(fact, Remark):
        return fact.template, fact.plural, [(name, _remark_as_plain(value)) for name, value in fact.facts]
    return fact if isinstance(fact, int | None) else str(fact)


def _remark(plain: Any) -> Any:
    if not isinstance(plain, list | tuple):
        return plain
    template, plural, facts = plain
    return recalled(template, plural, {name: _remark(value) for name, value in facts})

"""Nodes -> declared values, with every mistake at its place and in an editor's words."""

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as ReadOnly
from string import Formatter
from typing import Any, TypeVar

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, Findings, Span
from sitegen.base.nearest import nearest
from sitegen.base.remarks import Remark
from sitegen.load.expectations import NUMBER, WHOLE_NUMBER, Path, expected, type_at
from sitegen.load.located import Located, Mapping, Node, Places, Scalar, Sequence, follow
from sitegen.load.yaml import MERGE
from sitegen.model.border import Declared, Refused, types_of
from sitegen.model.writeups import FRONT_MATTER

Model = TypeVar("Model", bound=Declared)

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
KEY_STEP = "[key]"
UNKNOWN = "unexpected_keyword_argument"
KEYS_OF_SOME_KIND = frozenset(key for model in FRONT_MATTER.values() for key in types_of(model))


def decode(model: type[Model], node: Node) -> Checked[Located[Model] | None]:
    """A declared value from nodes; None when anything about it is wrong.

    A key without a value (nothing, `~`, `null` without quotes) counts as absent.
    """
    if not isinstance(node, Mapping):
        example = f"{next(iter(types_of(model)))}: …"
        return Checked(None, (problems.NOT_A_MAPPING.at(node.span, example=example),))
    findings = Findings(list(_unknown_without_value(model, node)))
    stated = _stated_entries(node, findings, ())
    value, errors = _judged(model, _plain(stated))
    mistakes = [_Mistake(model, node, error) for error in errors]
    misspelt = {mistake.meant for mistake in mistakes if mistake.type == UNKNOWN}
    found = (mistake.diagnostic() for mistake in mistakes if mistake.full not in misspelt)
    findings.found.extend(diagnostic for diagnostic in found if diagnostic)
    if value is None or findings.found or node.broken:
        return Checked(None, _once(findings))
    return Checked(_located(value, stated))


def decode_rest(model: type[Model], node: Node, required: dict[str, str]) -> Located[Model] | None:
    """What is right of a mapping that has mistakes: its value without the keys of the first level that are wrong.

    So one run finds the mistakes of the other keys too. `required` are stand-ins for keys that must be there.
    """
    if not isinstance(node, Mapping):
        return None
    stated = with_values(node)
    wrong, meant = _wrong_keys(model, node, stated)
    kept = Mapping(tuple(entry for entry in stated.entries if entry[0].text not in wrong), node.span, node.broken)
    value, _ = _judged(model, {**required, **_plain(kept)})
    return None if value is None else _located(value, kept, wrong | meant | node.broken)


def with_values(node: Mapping) -> Mapping:
    """The mapping without the keys, however deep, that have no value: what the places of a declared value are in."""
    return _stated_entries(node, Findings(), ())


def _located(value: Model, node: Mapping, dropped: frozenset[str] = frozenset()) -> Located[Model]:
    return Located(value, Places(node), dropped, frozenset(key.text for key, _ in node.entries))


def _judged(model: type[Model], plain: object) -> tuple[Model | None, list[ReadOnly[str, Any]]]:
    from sitegen.load.schemas import judged  # start-up: 25 ms for pydantic-core

    return judged(model, plain)


def _wrong_keys(model: type[Model], node: Mapping, stated: Mapping) -> tuple[frozenset[str], frozenset[str]]:
    """The keys with mistakes, and those that a misspelt key was meant to be."""
    mistakes = [_Mistake(model, node, error) for error in _judged(model, _plain(stated))[1]]
    meant = frozenset(str(one.meant[0]) for one in mistakes if one.type == UNKNOWN)
    return frozenset(str(one.full[0]) for one in mistakes if one.full and one.type != "missing"), meant


def _once(findings: Findings) -> tuple[Diagnostic, ...]:
    return tuple(dict.fromkeys(findings))


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in NOTHING


def _stated_entries(node: Mapping, findings: Findings, path: Path) -> Mapping:
    """The mapping without the keys that have no value; itself, where all have one."""
    kept = [(key, value) for key, value in node.entries if not _is_nothing(value)]
    entries = tuple([(key, _stated(value, findings, (*path, key.text))) for key, value in kept])
    return node if entries == node.entries else Mapping(entries, node.span, node.broken)


def _stated(node: Node, findings: Findings, path: Path) -> Node:
    if isinstance(node, Scalar):
        return node
    if isinstance(node, Mapping):
        return _stated_entries(node, findings, path)
    for item in node.items:
        if _is_nothing(item):
            findings.note(problems.EMPTY_VALUE, item.span, key=Remark("an entry of {key}", key=_name(path)))
    items = tuple([_stated(item, findings, path) for item in node.items if not _is_nothing(item)])
    return node if items == node.items else Sequence(items, node.span)


def _plain(node: Node) -> Any:
    """Texts, lists and dictionaries, as pydantic-core reads them."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items]


def _unknown_without_value(model: type[Declared], node: Mapping) -> Iterator[Diagnostic]:
    """Keys that the model does not have and that have no value, which are therefore never judged."""
    keys = types_of(model)
    for key, value in node.entries:
        if _is_nothing(value) and key.text not in keys:
            yield problems.UNKNOWN_KEY.at(key.span, key=key.text, nearest=nearest(key.text, keys))


def _name(path: Path) -> str:
    """The keys on the way, joined by points: `participants.countries`."""
    return ".".join(step for step in path if isinstance(step, str))


class _Mistake:
    """One error of pydantic-core, its place in the file, and the problem that it is."""

    def __init__(self, model: type[Declared], root: Mapping, details: ReadOnly[str, Any]) -> None:
        self.type = details["type"]
        self.input: object = details["input"]
        self.context: dict[str, Any] = details.get("ctx", {})
        self.at_key = details["loc"][-1:] == (KEY_STEP,)
        self.root = root
        self.full = tuple(step for step in details["loc"] if step != KEY_STEP)
        self.path = _existing(root, self.full[:-1] if self.type == "missing" else self.full)
        self.annotation = type_at(model, self.path)
        self.parent = type_at(model, self.path if self.type == "missing" else self.path[:-1])

    def diagnostic(self) -> Diagnostic | None:
        """The problem at its place; None when another diagnostic has named the mistake already."""
        return KINDS.get(self.type, _wrong_type)(self)

    @property
    def span(self) -> Span:
        key_span, node = follow(self.root, self.path)
        return key_span if self.at_key else node.span

    @property
    def meant(self) -> Path:
        """The path of the key that an unknown key is probably a misspelling of."""
        return (*self.full[:-1], _nearest_key(str(self.full[-1]), types_of(self.parent)))

    @property
    def key(self) -> str:
        name = _name(self.path) or Remark("this")
        return Remark("an entry of {key}", key=name) if self.path and isinstance(self.path[-1], int) else name


def _existing(root: Node, full: Path) -> Path:
    """The steps of a path that exist in the file; the others were made by a validator, or are what is missing."""
    path: list[str | int] = []
    node = root
    for step in full:
        known = isinstance(step, str) and isinstance(node, Mapping) and node.entry(step)
        listed = isinstance(step, int) and isinstance(node, Sequence) and step < len(node.items)
        if known or listed:
            path.append(step)
            node = follow(node, (step,))[1]
    return tuple(path)


def _wrong_type(mistake: _Mistake) -> Diagnostic:
    return problems.WRONG_TYPE.at(mistake.span, key=mistake.key, expected=expected(mistake.annotation))


def _ours(mistake: _Mistake) -> Diagnostic:
    """A problem that a validator of the model named itself."""
    refused: Refused = mistake.context["error"]
    problem, facts = refused.problem, dict(refused.facts)
    wanted = {name for _, name, _, _ in Formatter().parse(problem.message + problem.hint) if name}
    if "key" in wanted:
        facts["key"] = mistake.key
    if "path" in wanted:
        facts["path"] = mistake.root.span.path
    return problem.at(mistake.span, **facts)


def _missing(mistake: _Mistake) -> Diagnostic | None:
    name = str(mistake.full[-1])
    _, parent = follow(mistake.root, mistake.path)
    key = _name((*mistake.path, name))
    if not isinstance(parent, Mapping) or _may_be_broken(name, parent, types_of(mistake.parent)):
        return None
    entry = parent.entry(name)
    if entry:
        return problems.EMPTY_VALUE.at(entry[0].span, key=key)
    if mistake.path and isinstance(mistake.path[-1], str):
        return problems.MISSING_KEY.at(follow(mistake.root, mistake.path)[0], key=key)
    first = parent.entries[0][0].span if parent.entries else parent.span
    return problems.MISSING_KEY.at(first, key=key)


def _may_be_broken(name: str, parent: Mapping, keys: Iterable[str]) -> bool:
    """Whether a key is perhaps one of those whose values could not be read, or a misspelt one of them."""
    return any(key == MERGE or nearest(key, keys) == name for key in parent.broken)


def _unknown(mistake: _Mistake) -> Diagnostic:
    key = str(mistake.full[-1])
    span, _ = follow(mistake.root, mistake.path)
    return problems.UNKNOWN_KEY.at(span, key=key, nearest=_nearest_key(key, types_of(mistake.parent)))


def _nearest_key(key: str, keys: Iterable[str]) -> str:
    """The key that was meant; `title:A: b` is a title without a space after its colon.

    A key that another kind of write-up has is not misspelt, but in the wrong place.
    """
    return "" if key in KEYS_OF_SOME_KIND else nearest(key.partition(":")[0], keys)


def _not_a_number(mistake: _Mistake) -> Diagnostic:
    expected = NUMBER if mistake.type.startswith(("float", "finite")) else WHOLE_NUMBER
    if not isinstance(mistake.input, str):
        return problems.WRONG_TYPE.at(mistake.span, key=mistake.key, expected=expected)
    return problems.NOT_A_NUMBER.at(mistake.span, value=mistake.input, expected=expected)


def _out_of_range(mistake: _Mistake) -> Diagnostic:
    given = {name: f"{bound:g}" for name, bound in mistake.context.items() if name in {"ge", "gt", "le", "lt"}}
    limits = {
        "ge": Remark("at least {bound}", bound=given.get("ge")),
        "gt": Remark("more than {bound}", bound=given.get("gt")),
        "le": Remark("at most {bound}", bound=given.get("le")),
        "lt": Remark("less than {bound}", bound=given.get("lt")),
    }
    first, *others = (limit for name, limit in limits.items() if name in given)
    limit = Remark("{first} and {other}", first=first, other=others[0]) if others else first
    return problems.OUT_OF_RANGE.at(mistake.span, value=mistake.input, range=limit)


def _not_one_of(mistake: _Mistake) -> Diagnostic:
    allowed = re.findall(r"'([^']*)'", mistake.context["expected"])
    if not isinstance(mistake.input, str):
        choice = Remark("one of {allowed}", allowed=", ".join(allowed))
        return problems.WRONG_TYPE.at(mistake.span, key=mistake.key, expected=choice)
    near = nearest(mistake.input, allowed)
    if mistake.at_key:
        return problems.UNKNOWN_KEY.at(mistake.span, key=mistake.input, nearest=near)
    return problems.NOT_ONE_OF.at(mistake.span, value=mistake.input, allowed=", ".join(allowed), nearest=near)


def _not_a_truth(mistake: _Mistake) -> Diagnostic:
    if not isinstance(mistake.input, str):
        return _wrong_type(mistake)
    near = nearest(mistake.input, ("true", "false"))
    return problems.NOT_ONE_OF.at(mistake.span, value=mistake.input, allowed="true, false", nearest=near)


def _empty(mistake: _Mistake) -> Diagnostic:
    return problems.EMPTY_VALUE.at(mistake.span, key=mistake.key)


KINDS: dict[str, Callable[[_Mistake], Diagnostic | None]] = {
    "value_error": _ours,
    "missing": _missing,
    UNKNOWN: _unknown,
    "int_parsing": _not_a_number,
    "int_parsing_size": _not_a_number,
    "int_from_float": _not_a_number,
    "int_type": _not_a_number,
    "float_parsing": _not_a_number,
    "float_type": _not_a_number,
    "finite_number": _not_a_number,
    "greater_than": _out_of_range,
    "greater_than_equal": _out_of_range,
    "less_than": _out_of_range,
    "less_than_equal": _out_of_range,
    "literal_error": _not_one_of,
    "enum": _not_one_of,
    "bool_parsing": _not_a_truth,
    "bool_type": _not_a_truth,
    "too_short": _empty,
}

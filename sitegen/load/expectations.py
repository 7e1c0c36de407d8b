"""What the declared types ask for at each place: the keys there, and the shape in an editor's words."""

import types
from functools import reduce
from typing import Annotated, Any, Union, get_args, get_origin

from sitegen.base.remarks import Remark
from sitegen.model.border import LanguageTag, types_of

Path = tuple[str | int, ...]

NUMBER = Remark("a number")
WHOLE_NUMBER = Remark("a whole number")
SIMPLE: dict[Any, Remark] = {bool: Remark("true or false"), int: WHOLE_NUMBER, float: NUMBER}


def type_at(annotation: Any, path: Path) -> Any:
    """The declared type of the value at a path."""
    for step in path:
        annotation = _part(_bare(annotation), step)
    return _bare(annotation)


def _bare(annotation: Any) -> Any:
    """A type without its metadata and without "or nothing"."""
    while get_origin(annotation) in {Annotated, Union, types.UnionType}:
        options = [option for option in get_args(annotation) if option is not type(None)]
        if get_origin(annotation) is not Annotated and len(options) > 1:
            return annotation
        annotation = options[0]
    return annotation


def _part(annotation: Any, step: str | int) -> Any:
    keys = types_of(annotation)
    if keys:
        return keys.get(str(step), annotation)
    if get_origin(annotation) is dict:
        return get_args(annotation)[1]
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0]
    if get_origin(annotation) in {Union, types.UnionType}:
        parts = [_bare(option) for option in get_args(annotation)]
        return next((get_args(part)[1] for part in parts if get_origin(part) is dict), annotation)
    return annotation


def expected(annotation: Any) -> Remark:
    """What a declared type asks for, in an editor's words."""
    if get_origin(annotation) is dict:
        per_language = get_args(annotation)[0] == LanguageTag
        if per_language:
            return Remark("a text for each language, like {{en: …, fr: …}}")
        return Remark("keys and values, like {{key: value}}")
    if get_origin(annotation) is tuple:
        return Remark("a list, like [a, b]")
    if get_origin(annotation) in {Union, types.UnionType}:
        first, *others = (expected(_bare(option)) for option in get_args(annotation))
        return reduce(lambda one, other: Remark("{one} or {other}", one=one, other=other), others, first)
    keys = types_of(annotation)
    if keys:
        return Remark("keys and values, like {{{key}: …}}", key=next(iter(keys)))
    return SIMPLE.get(annotation, Remark("a text"))

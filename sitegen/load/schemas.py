"""Declared types as pydantic-core reads them: the validator of a model, and every mistake that it finds.

pydantic-core reports all mistakes of a value, each with its path. Its schemas are made here, from our types and the
markers of `sitegen.model.border`, because pydantic itself would take a tenth of a second to start.
"""

import types
from collections.abc import Callable
from collections.abc import Mapping as ReadOnly
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from msgspec import NODEFAULT
from msgspec.structs import FieldInfo, fields
from pydantic_core import SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from sitegen.model.border import Declared, Judged, NotEmpty, Prepared, Within, types_of

Model = TypeVar("Model", bound=Declared)

FORMS = ("another type", "keys and values")  # they become a step of a mistake's path, so no word of a file
SIMPLE: dict[Any, core.CoreSchema] = {
    str: core.str_schema(strip_whitespace=True),
    int: core.int_schema(),
    float: core.float_schema(),
    bool: core.bool_schema(),
    object: core.any_schema(),
}


def judged(model: type[Model], plain: object) -> tuple[Model | None, list[ReadOnly[str, Any]]]:
    """The value that texts, lists and dictionaries declare, or pydantic-core's account of each mistake in them."""
    shape: Any = model
    try:
        return validator(shape).validate_python(plain), []
    except ValidationError as error:
        return None, [dict(details) for details in error.errors(include_url=False)]


@cache
def validator(shape: Any) -> SchemaValidator:
    """What judges values of a declared type."""
    return SchemaValidator(schema(shape))


def schema(shape: Any) -> core.CoreSchema:
    """A declared type in pydantic-core's terms. Any type that is not in use anywhere raises TypeError."""
    if shape in SIMPLE:
        return SIMPLE[shape]
    make = COMPOSED.get(get_origin(shape))
    if make:
        return make(*get_args(shape))
    if types_of(shape):
        return _model(shape)
    if isinstance(shape, type):
        values = list(shape) if issubclass(shape, StrEnum) else []
        return core.enum_schema(shape, values, sub_type="str") if values else core.is_instance_schema(shape)
    raise TypeError(f"no schema for {shape!r}")


def _model(shape: Any) -> core.CoreSchema:
    model: Any = get_origin(shape) or shape
    keys = types_of(shape)
    parts = [core.dataclass_field(one.name, _field(one, keys[one.name]), kw_only=True) for one in fields(model)]
    arguments = core.dataclass_args_schema(model.__name__, parts, extra_behavior="forbid")

    def make(value: Any, judge: Callable[[Any], Any]) -> object:
        return value if isinstance(value, model) else model(**judge(value)[0])

    return core.no_info_wrap_validator_function(make, arguments)


def _field(declared: FieldInfo, shape: Any) -> core.CoreSchema:
    if declared.default_factory is not NODEFAULT:
        return core.with_default_schema(schema(shape), default_factory=declared.default_factory)
    if declared.default is not NODEFAULT:
        return core.with_default_schema(schema(shape), default=declared.default)
    return schema(shape)


def _marked(shape: Any, *markers: object) -> core.CoreSchema:
    """A type with its markers, the first of which is the innermost."""
    made = schema(shape)
    for marker in markers:
        match marker:
            case Prepared(work):
                made = core.no_info_before_validator_function(work, made)
            case Judged(work):
                made = core.no_info_after_validator_function(work, made)
            case Within(least, most):
                made = _bounded(made, ge=least, le=most)
            case NotEmpty():
                made = _bounded(made, min_length=1)
            case _:
                raise TypeError(f"no schema for {marker!r}")
    return made


def _bounded(made: Any, **bounds: float | None) -> core.CoreSchema:
    return {**made, **{name: bound for name, bound in bounds.items() if bound is not None}}


def _union(*options: Any) -> core.CoreSchema:
    """A type or nothing; or keys and values, or else another type. Which is judged by its form, so that a mistake is
    named once."""
    if type(None) in options:
        (option,) = (option for option in options if option is not type(None))
        return core.nullable_schema(schema(option))
    choices = {FORMS[get_origin(option) is dict]: schema(option) for option in options}
    return core.tagged_union_schema(choices, lambda value: FORMS[isinstance(value, dict)])


def _tuple(*items: Any) -> core.CoreSchema:
    if items[-1] is Ellipsis:
        return core.tuple_schema([schema(items[0])], variadic_item_index=0)
    return core.tuple_schema([schema(item) for item in items])


def _literal(*values: str) -> core.CoreSchema:
    return core.literal_schema(list(values))


def _dictionary(key: Any, value: Any) -> core.CoreSchema:
    return core.dict_schema(schema(key), schema(value))


COMPOSED: dict[Any, Callable[..., core.CoreSchema]] = {
    Annotated: _marked,
    Literal: _literal,
    Union: _union,
    types.UnionType: _union,
    dict: _dictionary,
    tuple: _tuple,
}

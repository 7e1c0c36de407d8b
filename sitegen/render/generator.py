"""Templates -> Python that runs several times faster than what Jinja2 makes of them, and says the same.

Jinja2 has to be ready for anything: each attribute may be an item or be missing, each callable may want the context.
What our templates get is known: a view of plain data. So this code reads attributes directly, calls macros directly,
and asks for each message of the interface once. Where that goes wrong, it raises whatever Python raises. Then the
engine renders the page again by Jinja2's own code, which copes, or says what is wrong.
"""

from collections.abc import Iterable, Sequence
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE

PLAIN = frozenset({"_", "gettext"})
PLURAL = frozenset({"ngettext"})
WITH_CONTEXT = frozenset({"pgettext", "npgettext"})
DATA = "params"  # the one field of views that is a dict, whose keys templates write like attributes


class _Message(str):
    """A message of the interface among constant text: the same on every page of a language."""

    __slots__ = ()


class Generator(CodeGenerator):
    """Jinja2's generator, but for attributes, calls and messages. Only for templates in which all text is escaped.

    Its code is the same for all languages. The words are looked up when it is loaded for one of them.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  # Jinja2's name
        is_markup = self.environment.autoescape
        is_escaped = is_markup(self.name) if callable(is_markup) else is_markup
        self.is_quick = is_escaped and node.find(nodes.EvalContextModifier) is None
        self.constants: dict[str, str] = {}  # expressions that are the same on every page, with their names
        super().visit_Template(node, frame)
        for expression, name in self.constants.items():
            self.writeline(f"{name} = {expression}")

    def write_commons(self) -> None:
        super().write_commons()
        if self.is_quick:
            self.writeline("out = environment.out")
            self.writeline("Macro = environment.macro")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja2's name
        owner = node.node
        is_data = isinstance(owner, nodes.Getattr) and owner.attr == DATA
        is_self = isinstance(owner, nodes.Name) and owner.name == "self"
        if not self.is_quick or is_data or is_self or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(owner, frame)
        self.write(f").{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802  # Jinja2's name
        if not self.is_quick or isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  # Jinja2's name
        function = self._interface_function(node, frame)
        texts = _texts(node, 2 if function in PLURAL else 1)
        if not self.is_quick or forward_caller or not _is_simple(node) or function in WITH_CONTEXT:
            super().visit_Call(node, frame, forward_caller=forward_caller)
        elif not function:
            self.visit(node.node, frame)
            self._arguments(node.args, node.kwargs, frame)
        elif not texts:
            super().visit_Call(node, frame, forward_caller=forward_caller)
        elif function in PLAIN and len(node.args) == 1 and not node.kwargs:
            self.write(self._constant(f"environment.said({texts[0]!r})"))
        else:
            kind = "plural" if function in PLURAL else "sentence"
            self.write(self._constant(f"environment.{kind}({', '.join(map(repr, texts))})"))
            self._arguments(node.args[len(texts) :], node.kwargs, frame)

    def _interface_function(self, node: nodes.Call, frame: Frame) -> str:
        """The name of the function if it is one of gettext's, "" for any other call."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in PLAIN | PLURAL | WITH_CONTEXT:
            return ""
        load = frame.symbols.find_load(frame.symbols.ref(name))
        return name if load and load[0] == VAR_LOAD_RESOLVE else ""

    def _arguments(self, args: Sequence[nodes.Expr], kwargs: Sequence[nodes.Keyword], frame: Frame) -> None:
        self.write("(")
        for number, argument in enumerate((*args, *kwargs)):
            self.write(", " if number else "")
            self.visit(argument, frame)
        self.write(")")

    def _constant(self, expression: str) -> str:
        """The name of an expression that is evaluated once for a language."""
        return self.constants.setdefault(expression, f"constant_{len(self.constants)}")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        if self.is_quick and isinstance(node, nodes.Call) and self._interface_function(node, frame) in PLAIN:
            texts = _texts(node, 1)
            if texts and len(node.args) == 1 and not node.kwargs and _is_simple(node):
                return _Message(texts[0])
        return super()._output_child_to_const(node, frame, finalize)

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        parts = list(group)
        if not any(isinstance(part, _Message) for part in parts):
            return super()._output_const_repr(parts)
        return self._constant(" + ".join(map(_constant_text, parts)))

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if self.is_quick:
            self.write("out(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if self.is_quick and isinstance(node.template, nodes.Const) and not node.with_context:
            self.write(f"environment.module({node.template.value!r}, {self.name!r})")
        else:
            super()._import_common(node, frame)


def _constant_text(part: str) -> str:
    return f"str(environment.said({str(part)!r}))" if isinstance(part, _Message) else repr(str(part))


def _is_simple(node: nodes.Call) -> bool:
    """Whether the arguments of a call can be written as they are: none in a list, none named like a word of Python."""
    return not (node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs))


def _texts(node: nodes.Call, number: int) -> list[str]:
    """The first arguments of a call if all of them are constant texts."""
    constant = [arg.value for arg in node.args[:number] if isinstance(arg, nodes.Const) and isinstance(arg.value, str)]
    return constant if len(constant) == number else []

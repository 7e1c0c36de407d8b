"""The shape of the code: layers, purity, sizes, names. What import-linter cannot see is looked for in the syntax tree."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "sitegen"
MODULES = sorted(PACKAGE.rglob("*.py"))
CORE = {"base", "model", "l10n", "load", "link", "render", "checks"}

LONGEST_FILE = 300
LONGEST_FUNCTION = 60
TABLES = {
    "sitegen/base/problems.py": "one entry for each problem, and nothing else",
}
VAGUE = {"common", "helper", "helpers", "manager", "misc", "util", "utils", "shared", "stuff"}

# What reaches outside, by the names under which it is written in the code.
PURE_NAMES = {"pathlib": {"PurePath", "PurePosixPath"}, "uuid": {"NAMESPACE_DNS", "NAMESPACE_URL", "UUID", "uuid5"}}
IMPURE_MODULES = {"urllib.request", "importlib.resources", "locale", "fileinput", "signal", "getpass", "inspect"}
IMPURE_CALLS = {"open", "input", "print", "breakpoint", "__import__"}
IMPURE_ATTRIBUTES = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("jinja2", "FileSystemLoader"), ("jinja2", "PackageLoader"),
}  # fmt: skip


def name(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), filename=str(module))


def in_core(module: Path) -> bool:
    return module.relative_to(PACKAGE).parts[0] in CORE


CORE_MODULES = [module for module in MODULES if in_core(module)]


def test_layers_and_contracts() -> None:
    """The contracts in pyproject.toml, as `lint-imports` judges them."""
    judged = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as go; go()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert judged.returncode == 0, judged.stdout + judged.stderr


@pytest.mark.parametrize("module", CORE_MODULES, ids=name)
def test_the_core_reaches_for_nothing_outside(module: Path) -> None:
    found = [f"line {line}: {what}" for line, what in impurities(tree(module))]
    assert not found, f"{name(module)} must not touch disk, clock, environment or network: {found}"


def impurities(code: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of whatever reaches outside."""
    for node in ast.walk(code):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names if alias.name in {*IMPURE_MODULES, *PURE_NAMES})
            case ast.ImportFrom(module=str(source), names=names):
                yield from ((node.lineno, f"{source}.{alias.name}") for alias in names if impure_name(source, alias.name))
            case ast.Call(func=ast.Name(id=called)) if called in IMPURE_CALLS:
                yield node.lineno, f"{called}()"
            case ast.Attribute(value=ast.Name(id=owner), attr=attribute) if (owner, attribute) in IMPURE_ATTRIBUTES:
                yield node.lineno, f"{owner}.{attribute}"


def impure_name(source: str, imported: str) -> bool:
    if imported not in PURE_NAMES.get(source, {imported}):
        return True
    return bool({source, f"{source}.{imported}"} & IMPURE_MODULES) or (source, imported) in IMPURE_ATTRIBUTES


@pytest.mark.parametrize(
    "code",
    [
        "import pathlib", "from pathlib import Path", "import urllib.request", "from urllib import request",
        "from urllib.request import urlopen", "open('x')", "print('x')", "datetime.now(UTC)", "date.today()",
        "from jinja2 import FileSystemLoader", "import uuid", "from uuid import uuid4",
    ],
)  # fmt: skip
def test_impurities_are_recognised(code: str) -> None:
    assert list(impurities(ast.parse(code)))


@pytest.mark.parametrize(
    "code", ["from pathlib import PurePosixPath", "from urllib.parse import quote", "from datetime import date", "date(2020, 1, 1)"]
)
def test_what_is_pure_is_let_through(code: str) -> None:
    assert not list(impurities(ast.parse(code)))


def test_files_are_short() -> None:
    long = {name(module): lines for module in MODULES if (lines := len(module.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE}
    too_long = {module: lines for module, lines in long.items() if module not in TABLES}
    assert not too_long
    assert set(TABLES) <= set(long), "an exception that is no longer needed"


@pytest.mark.parametrize("table", TABLES)
def test_tables_hold_no_work(table: str) -> None:
    functions = [node for node in ast.walk(tree(ROOT / table)) if isinstance(node, ast.FunctionDef)]
    assert all(length(function) <= 10 for function in functions)


@pytest.mark.parametrize("module", sorted((PACKAGE / "render/views").glob("[!_]*.py")), ids=name)
def test_views_are_nothing_but_data(module: Path) -> None:
    """Classes of fields that have types and nothing else: no work, no names besides, no base but their own."""
    top = [node for node in tree(module).body[1:] if not isinstance(node, ast.ImportFrom)]
    assert all(isinstance(node, ast.ClassDef) for node in top)
    views = [node for node in top if isinstance(node, ast.ClassDef)]
    assert {ast.unparse(base) for view in views for base in view.bases} <= {"View", "Struct"}
    assert all(ast.get_docstring(view) for view in views), "the reference of templates is made from these"
    assert all(isinstance(node, ast.AnnAssign) for view in views for node in view.body[1:])


def test_functions_are_short() -> None:
    too_long = {
        f"{name(module)}:{node.lineno} {node.name}": length(node)
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and length(node) > LONGEST_FUNCTION
    }
    assert not too_long


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function from `def` to its end, without its docstring."""
    described = function.body[0] if ast.get_docstring(function) else None
    docstring = described.end_lineno - described.lineno + 1 if described and described.end_lineno else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def test_names_say_what_is_inside() -> None:
    vague = [name(module) for module in MODULES if VAGUE & {module.stem, module.parent.name}]
    classes = [
        node.name
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef) and node.name.lower().endswith(("manager", "helper", "util", "utils"))
    ]
    assert not vague + classes


def test_packages_are_marked_by_empty_files() -> None:
    assert not [name(module) for module in MODULES if module.name == "__init__.py" and module.read_bytes()]
    folders = {module.parent for module in MODULES}
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").is_file()]


@pytest.mark.parametrize("module", [module for module in MODULES if module.name != "__init__.py"], ids=name)
def test_modules_say_what_they_are_and_hide_no_imports(module: Path) -> None:
    code = tree(module)
    assert ast.get_docstring(code), "a module says in its first line what it is for"
    assert "TYPE_CHECKING" not in module.read_text(encoding="utf-8"), "imports are the same for people and for tools"
    lines = module.read_text(encoding="utf-8").splitlines()
    inner = [node.lineno for node in ast.walk(code) if isinstance(node, (ast.Import, ast.ImportFrom)) and node not in code.body]
    inner = [line for line in inner if "  # start-up: " not in lines[line - 1]]
    assert not inner, f"imports stand at the top, not in lines {inner}; or they say what start-up time that saves"


OF_A_LIBRARY = {"Watching"}  # what inherits from a class of somebody else's cannot be a struct


def test_values_are_structs() -> None:
    """A dataclass takes half a millisecond to be declared, a hundred of them every start."""
    others = [
        f"{name(module)}:{node.lineno} {node.name}"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(one) for one in node.decorator_list)
        if node.name not in OF_A_LIBRARY
    ]
    assert not others


def test_dataclasses_have_slots() -> None:
    """Without slots, a misspelt attribute would be a new one."""
    without = [
        f"{name(module)}:{node.lineno} {node.name}"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if "dataclass" in ast.unparse(decorator) and "slots=True" not in ast.unparse(decorator)
    ]
    assert not without


IMPORT_EACH = """
import gc, importlib, os, sys
gc.disable()
for library in (
    "PIL.Image", "PIL.ImageDraw", "babel.dates", "babel.messages.pofile", "click", "concurrent.futures.process", "difflib", "http.client",
    "icalendar", "jinja2.ext", "markdown", "msgspec", "nh3", "pydantic_core", "rich.console", "sqlite3", "watchdog.observers",
    "watchdog.observers.polling", "werkzeug.serving", "yaml", "zoneinfo",
):
    importlib.import_module(library)
for name in sys.argv[1:]:
    sys.stdout.flush()
    if os.fork() == 0:
        try:
            importlib.import_module(name)
        except BaseException as error:
            print(f"{name}: {error!r}", flush=True)
        os._exit(0)
    os.wait()
"""


SLOW = ("babel", "icalendar", "jinja2", "markdown", "msgspec", "nh3", "pydantic", "pydantic_core", "rich", "watchdog", "yaml")
WHICH_ARE_THERE = f"import sitegen.cli, sys; print(*(name for name in {SLOW!r} if name in sys.modules))"


def test_the_command_line_starts_without_slow_libraries() -> None:
    """They are imported by the command that needs them: each costs every run 5 to 100 ms."""
    run = subprocess.run([sys.executable, "-c", WHICH_ARE_THERE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_every_module_can_be_imported_alone() -> None:
    """Each in a fresh process, so that no import works only because another came first."""
    names = [name(module).removesuffix(".py").removesuffix("/__init__").replace("/", ".") for module in MODULES]
    run = subprocess.run([sys.executable, "-c", IMPORT_EACH, *names], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == ""

"""The workshop: a project, and a memo of all that was made of it, from the look at its files to the finished site."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen.base import problems
from sitegen.base.diagnostics import Checked, Diagnostic, by_place
from sitegen.base.digests import Each, Kept
from sitegen.base.files import Artifact, SourceFile
from sitegen.disk.compiled import recall, remember
from sitegen.disk.forms import BYTES, Damaged
from sitegen.disk.giving_way import nobody
from sitegen.disk.glance import NOTHING, decoded, encoded
from sitegen.disk.memo import MEMO, Memo, open_memo
from sitegen.disk.tree import CONFIG, Reading, SourceChanged, look, look_at
from sitegen.disk.version import version
from sitegen.progress import shown
from sitegen.session import Outcome, Session
from sitegen.timings import Stage, Timings

Result = TypeVar("Result")
Staged = Callable[[Stage], AbstractContextManager[None]]

GLANCE = "glance"
ATTEMPTS = 5  # a project in which files change faster than they can be read is not worth more


class Produced(Struct, frozen=True):
    """One file of a finished site: its content, or the file of the project that it is a copy of."""

    path: str
    content: Kept[bytes] | None
    source: str
    size: int


class Product(Struct, frozen=True):
    """A finished site: its files, and the folder that the project's settings want them in."""

    folder: str
    files: tuple[Produced, ...]


class Workshop:
    """A project kept in memory between builds. Writes nothing into it but the memo."""

    def __init__(self, session: Session, memo: Memo, timings: Timings | None = None) -> None:
        self.session = session
        self.memo = memo
        self.timings = timings or Timings()
        self._seen = self._noted = decoded(memo.noted(GLANCE))
        self._last: Reading | None = None
        self._made_of: tuple[Reading, Outcome] | None = None

    def examine(self) -> Outcome:
        """Look at the files and make of them what has to be made. `Outcome.artifacts` is None when that failed."""
        return self.attempt(lambda outcome: outcome)

    def attempt(self, use: Callable[[Outcome], Result]) -> Result:
        """What comes of an outcome that is used at once. What was made for it is put by."""

        def used(reading: Reading) -> Result:
            outcome = self._examine(reading)
            self.put_by()
            return use(outcome)

        return self._attempt(used, None)

    def follow(self, places: Iterable[str] | None) -> Outcome:
        """The outcome after a change of the files at these places, or after any change. Nothing is put by yet."""
        return self._attempt(self._examine, places)

    def forget(self) -> None:
        """Everything is to be made anew: what was put by cannot be trusted."""
        self._made_of = None
        self.memo.forget()

    def put_by(self, is_wanted: Callable[[], bool] = nobody) -> None:
        """Put by for later runs what was made since the last time; at another time, should we be wanted meanwhile."""
        with self.timings.stage(Stage.REMEMBERING):
            if self._seen is not self._noted:
                self.memo.note(GLANCE, encoded(self._seen))
                self._noted = self._seen
            self.memo.save(is_wanted)

    def _attempt(self, work: Callable[[Reading], Result], places: Iterable[str] | None) -> Result:
        """What comes of work on the files of the project.

        Should one of them change meanwhile, or should the memo turn out to be damaged, all is done again.
        """
        for _ in range(ATTEMPTS):
            try:
                return work(self._look(places))
            except SourceChanged:
                self._seen, places = NOTHING, None
            except Damaged:
                self.forget()
        return work(self._look(None))

    def _look(self, places: Iterable[str] | None) -> Reading:
        root = self.session.root
        with self.timings.stage(Stage.LOOKING):
            reading = look_at(root, self._last, places) if self._last and places is not None else None
            reading = reading or look(root, self._seen)
        self._last, self._seen = reading, reading.glance
        return reading

    def _examine(self, reading: Reading) -> Outcome:
        """The outcome of a reading: the last one where nothing else was read, so that the memo goes on knowing all."""
        if self._made_of and self._made_of[0].checked == reading.checked:
            return self._made_of[1]
        self.memo.begin()
        files = reading.checked.value
        made = self._made(files)
        product = made.value
        artifacts = None if product is None else tuple(_artifacts(product, files))
        found = _told(reading.checked.diagnostics, made.diagnostics)
        outcome = Outcome(self.session, files, found, artifacts, folder=product.folder if product else "")
        self._made_of = reading, outcome
        return outcome

    def _made(self, files: tuple[SourceFile, ...]) -> Checked[Product | None]:
        options = self.session.options

        def key(files: Sequence[SourceFile]) -> Iterable[str]:
            return (str(options), *(word for file in files for word in (file.path, file.digest)))

        each = self.timings.each(self.memo.each)
        return each(_produce, [files], (self.session, each, self.timings.stage), key)[0]

    def timed(self, outcome: Outcome) -> Outcome:
        """An outcome that says what was spent on it, if the session asks for that."""
        return replace(outcome, spent=self.timings.report()) if self.session.timings else outcome


@contextmanager
def opened(session: Session) -> Iterator[Workshop]:
    """The workshop of a session, with the memo that its project has, or with none where none is wanted."""
    is_project = (session.root / CONFIG).is_file()  # in any other folder nothing of ours shall appear
    path = session.root / MEMO if session.cache and is_project else None
    timings = Timings(session.timings)
    with open_memo(path, session.jobs, watch=timings) as memo, shown(timings.doing, session.quiet):
        yield Workshop(session, memo, timings)


def examine(session: Session) -> Outcome:
    """Look at a project once and make its site. Writes nothing but the memo."""
    with opened(session) as workshop:
        return workshop.timed(workshop.examine())


def _produce(files: tuple[SourceFile, ...], shared: tuple[Session, Each, Staged]) -> Checked[Product | None]:
    session, each, stage = shared
    with stage(Stage.STARTING):
        from sitegen.pipeline import build  # start-up: what makes sites takes 0.2 s to import, and many runs
        from sitegen.render.engine import COMPILED  # start-up: find that there is nothing to make

    with _compiled(COMPILED.code, session.cache):
        made = build(files, session.options, each)
    if made.value is None:
        return Checked(None, made.diagnostics)
    folder = each(_folder, [files], None, lambda files: (file.digest for file in files if file.path == CONFIG))[0].value
    copies = {file.digest: file.path for file in files}
    produced = tuple(_produced(one, copies.get(one.digest, "")) for one in made.value)
    return Checked(Product(folder, produced), made.diagnostics)


@contextmanager
def _compiled(code: dict[str, bytes], cache: bool) -> Iterator[None]:
    """Begin with the templates that earlier runs have compiled, and put by those that are new."""
    if cache and not code:
        code.update(recall(version()))
    before = dict(code)
    yield
    if cache and code != before:
        remember(version(), code)


def _told(read: Sequence[Diagnostic], made: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """All that was found; but a file that is there and cannot be read is not missing besides."""
    unread = {found.span.path for found in read}

    def is_unread(found: Diagnostic) -> bool:
        file = dict(found.facts)["file"] if found.code == problems.MISSING_FILE.code else ""
        return f"{found.span.path.rpartition('/')[0]}/{file}" in unread

    return by_place((*read, *(one for one in made if not is_unread(one))) if unread else made)


def _folder(files: tuple[SourceFile, ...], _shared: None) -> Checked[str]:
    """Where the project's settings want the site to be written."""
    from sitegen.load.config import load_config  # start-up: 40 ms with what judges settings

    config = load_config(files).value
    return Checked(config.value.output if config else "")


def _produced(artifact: Artifact, source: str) -> Produced:
    if source:
        return Produced(artifact.path, None, source, artifact.size)
    if artifact.is_at_hand:
        return Produced(artifact.path, Kept(artifact.content), "", artifact.size)
    content = Kept(None, artifact.digest, BYTES, partial(getattr, artifact, "content"))
    return Produced(artifact.path, content, "", artifact.size)


def _artifacts(product: Product, files: Iterable[SourceFile]) -> Iterator[Artifact]:
    sources = {file.path: file for file in files}
    for one in product.files:
        if one.content is None:
            source = sources[one.source]
            yield Artifact(one.path, digest=source.digest, size=one.size, fetch=partial(getattr, source, "content"))
        else:
            yield Artifact(
                one.path, digest=one.content.digest, size=one.size, fetch=partial(getattr, one.content, "value")
            )

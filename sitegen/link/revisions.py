"""Revisions: what became of the pieces of a text between two of its versions."""

from collections.abc import Sequence

from msgspec import Struct

from sitegen.base.files import SourceFile
from sitegen.link.differences import likeness
from sitegen.link.translations import Change, changes_since, front_words, pieces
from sitegen.load.bodies import Body
from sitegen.load.excerpts import excerpts
from sitegen.load.writeups import WriteUp, WriteUpFile, body_of, halves_of, read_text

ALIKE = 0.4  # how much two pieces under different headings must have in common to be one that was renamed


class Written(Struct, frozen=True):
    """A text together with its Markdown."""

    text: WriteUp
    body: Body


class Revision(Struct, frozen=True):
    """A piece that changed, with its words before and after as they stand in the file.

    `before` is None for a new piece, `after` for one that was taken out, both when they are not known.
    """

    change: Change
    before: str | None = None
    after: str | None = None

    @property
    def known(self) -> bool:
        return self.before is not None or self.after is not None


class _Piece(Struct, frozen=True):
    digest: str
    change: Change
    words: str


def read_written(content: bytes, text: WriteUp, languages: tuple[str, ...]) -> Written | None:
    """Another content of a text's file, such as an older one, as a text; None when it cannot be read."""
    source = WriteUpFile(text.kind, text.id, text.language, SourceFile(text.path, content))
    found = read_text(source, languages).value
    halves = halves_of(source.file).value
    if halves is None or found.front is None:
        return None
    return Written(WriteUp(source, found), body_of(source, halves))


def shows(version: Written, now: Written, fingerprint: str) -> bool:
    """Whether a version has every piece that was there when a fingerprint was taken and is there no longer."""
    return _lost(now, fingerprint) <= {digest for digest, _ in pieces(version.text)}


def revisions(before: Written | None, after: Written, fingerprint: str) -> tuple[Revision, ...]:
    """What changed in a text since a fingerprint of it was taken: pieces that are different or new, then those gone.

    `before` is a version that shows what is lost; without one, only what is new has words. A piece whose heading was
    renamed is found again by its words.
    """
    known, lost = frozenset(fingerprint.split("-")), _lost(after, fingerprint)
    news = _pieces(after)
    gone = [piece for piece in _pieces(before) if piece.digest in lost] if before else []
    if len(gone) < len(lost):
        return tuple(map(Revision, changes_since(after.text, fingerprint)))
    found: list[Revision] = []
    for new in (piece for piece in news if piece.digest not in known):
        old = _counterpart(new, gone, news)
        if old:
            gone.remove(old)
        found.append(Revision(new.change, old.words if old else None, new.words))
    found += [Revision(piece.change, piece.words, None) for piece in gone]
    return tuple(found) or tuple(map(Revision, changes_since(after.text, fingerprint)))


def _lost(now: Written, fingerprint: str) -> frozenset[str]:
    return frozenset(fingerprint.split("-")) - {digest for digest, _ in pieces(now.text)}


def _counterpart(new: _Piece, gone: Sequence[_Piece], news: Sequence[_Piece]) -> _Piece | None:
    """What a piece was before: the one under the same heading, or the one most like it whose heading is gone."""
    same = next((old for old in gone if _heading(old) == _heading(new)), None)
    if same:
        return same
    headings = {_heading(piece) for piece in news}
    free = [(likeness(old.words, new.words), old) for old in gone if _heading(old) not in headings]
    best = max(free, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= ALIKE else None


def _heading(piece: _Piece) -> tuple[str, str]:
    return piece.change.where, piece.change.id


def _pieces(written: Written) -> list[_Piece]:
    front = "\n".join(f"{key}: {word}" for key, word in front_words(written.text.front.value) if word)
    words = (front, *excerpts(written.body, written.text.document.parts))
    return [_Piece(digest, change, text) for (digest, change), text in zip(pieces(written.text), words, strict=True)]

"""Beginnings: a translation that is still to be made, as a file with everything that its translator overwrites."""

import json
import re

from msgspec.structs import fields

from sitegen.link.revisions import Written
from sitegen.link.translations import fingerprint
from sitegen.model.writeups import Download, Image, Initiative

TO_DO = "# Translate the words in quotation marks and the text below. Then delete this line and the line draft: true."

NEW_LINE = "\n"

# What JSON leaves as it is, and a source text may not contain as such.
UNFIT = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]")


def begun(source: Written, language: str) -> str:
    """The content of a new file for the translation of a text: its words, and no facts.

    It is a draft with the text of the source, so that nothing of the structure is lost, and carries the fingerprint
    of the source: should that change meanwhile, the translation is stale as soon as it is finished. Old addresses and
    the last part of the address are not taken over; each language has its own.
    """
    front = source.text.front.value
    short_title = front.short_title if isinstance(front, Initiative) else None
    words = {
        "title": _scalar(front.title),
        "short_title": _scalar(short_title) if short_title else "",
        "language": language,
        "summary": _scalar(front.summary) if front.summary else "",
        "image": _flow(front.image) if front.image else "",
        "downloads": "".join(f"\n  - {_flow(one)}" for one in front.downloads),
        "params": _scalar(front.params) if front.params else "",
        "translation": f"{{of: {source.text.language}, fingerprint: {fingerprint(source.text)}}}",
        "draft": "true",
    }
    lines = [f"{key}:{value if value.startswith(NEW_LINE) else f' {value}'}" for key, value in words.items() if value]
    body = source.body.text.strip("\n")
    return "\n".join(["---", TO_DO, *lines, "---", "", body]).rstrip("\n") + "\n"


def _flow(declared: Image | Download) -> str:
    """What an editor declared, in braces: the keys that say something."""
    values = ((part.name, getattr(declared, part.name), part.default) for part in fields(declared))
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value, default in values if value != default) + "}"


def _scalar(value: object) -> str:
    """A value in YAML's double quotation marks, which mean in it what they mean in JSON; so any text is right."""
    return UNFIT.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))

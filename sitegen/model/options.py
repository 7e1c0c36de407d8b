"""Options: what the caller of a build chooses, not the project."""

from msgspec import Struct


class Options(Struct, frozen=True):
    """Drafts included; another base address than the configured one."""

    drafts: bool = False
    base_url: str | None = None

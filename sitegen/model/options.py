"""Options: what the caller of a build chooses, not the project."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Drafts included; another base address than the configured one."""

    drafts: bool = False
    base_url: str | None = None

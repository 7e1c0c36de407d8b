"""The search index of a preview: made when somebody searches, so that no edit waits for it."""

import threading
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from sitegen.base.files import Artifact
from sitegen.disk.indexing import index_of
from sitegen.preview.contents import content_of
from sitegen.preview.current import Current
from sitegen.preview.states import Site

PATIENCE = 10.0  # seconds that the reading of search pages waits for a running build


class Searching(Struct):
    """Holds the index of the site that was searched last. Those who ask meanwhile for a newer one wait for it."""

    root: Path
    _pages: tuple[Artifact, ...] = ()
    _files: Mapping[str, Artifact] = field(default_factory=dict)
    _making: threading.Lock = field(default_factory=threading.Lock)

    def file(self, site: Site, path: str, current: Current) -> Artifact | None:
        """A file of the index of a site, by its path; None when there is none. Raises IndexFailed or OutOfDate."""
        with self._making:
            if self._pages != site.searched:
                with current.quiet(PATIENCE):
                    pages = [Artifact(page.path, content_of(page)) for page in site.searched]
                self._files = {one.path: one for one in index_of(pages, self.root)}
                self._pages = site.searched
            return self._files.get(path)

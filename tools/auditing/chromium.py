"""Where Chromium is, for all that opens the site in a browser."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> str | None:
    """The program that $CHROMIUM names, or one that the system has; None where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def chromium() -> str:
    """The same for a program that can do nothing without it, and ends."""
    found = installed()
    if found is None:
        sys.exit("There is no Chromium here; install it, or name it in $CHROMIUM.")
    return found

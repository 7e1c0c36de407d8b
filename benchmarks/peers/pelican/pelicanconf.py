"""Settings: no page that Pelican would make by itself but one for each text; lists.py makes the lists by language."""

import json
from pathlib import Path

HERE = Path(__file__).parent
TABLES = json.loads((HERE / "tables.json").read_text(encoding="utf-8"))

SITEURL = "https://www.example.org"
SITENAME = "Institute for Justice"
AUTHOR = SITENAME
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
ARTICLE_PATHS = [f"{language}/events" for language in TABLES["site"]]
PAGE_PATHS = [f"{language}/texts" for language in TABLES["site"]]
STATIC_PATHS: list[str] = []
OUTPUT_PATH = "out"
THEME = "theme"
THEME_STATIC_DIR = "."
PLUGIN_PATHS = ["."]
PLUGINS = ["lists"]

ARTICLE_URL = ARTICLE_LANG_URL = "{lang}/events/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "{lang}/events/{slug}/index.html"
PAGE_URL = PAGE_LANG_URL = "{lang}/{section}{slug}/"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "{lang}/{section}{slug}/index.html"
ARTICLE_TRANSLATION_ID = "slug"
PAGE_TRANSLATION_ID = ("section", "slug")
DIRECT_TEMPLATES: list[str] = []
TAG_SAVE_AS = CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DEFAULT_PAGINATION = False
FILENAME_METADATA = r"(?P<slug>.*)"

MARKDOWN = {
    "extensions": ["meta", "tables", "footnotes", "def_list", "attr_list"],
    "output_format": "html5",
}
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
CACHE_PATH = "cache"

"""From a web page's mark-up to its article: what is shown, where the main text is, what the page says of itself."""

from __future__ import annotations

from indexer.readers.web.page import WebPage, read_web_page

__all__ = ["WebPage", "read_web_page"]

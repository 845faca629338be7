"""The addresses of the site, one file a kind of page; each route parses, calls, renders."""

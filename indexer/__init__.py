"""Everything that writes: from a source file to records in the engine, the engine itself, and the catalog.

file --readers.read--> SourceText --pages.parse_page--> Page --extract.annotate--> Page
     --documents.to_document--> document --load.load_pages--> index
"""

PARSER_VERSION = "4"
"""Raised whenever the same source would give other records; kept with every page, so that old parses are known as old."""

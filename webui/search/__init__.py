"""Search: one door for page, API and command line.

SearchRequest --language.parse, query.build_body--> engine --reading, highlight--> SearchResults
"""

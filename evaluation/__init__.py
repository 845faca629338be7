"""Figures: what the parser (and later the search) gets right on material that nobody of this project wrote, and floors under them.

`python -m evaluation` reads `../shared` by path, prints a table, writes `eval/latest.json` and fails below `evaluation/floors.json`.
"""

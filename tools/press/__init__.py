"""A small press: lays out invented newspaper pages as PDF, with the truth of every page beside it.

    texts --plan--> cells --stories--> Sheet (what is printed where) --writing--> PDF; truth: the expected JSON; wear: scans made harder

Everything hangs on one seed. Places are points, origin top left, as in `indexer.printed`.
"""

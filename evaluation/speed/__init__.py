"""How fast the search is: ratios of things measured in turns on one warm engine, never seconds of one run against another's."""

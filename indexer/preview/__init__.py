"""What was understood, for people: totals and worst pages of a run, lines with what they became, on a terminal and as one HTML page."""

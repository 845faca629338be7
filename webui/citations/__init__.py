"""How a record is cited: one value, `Citation`, and a file for each form it is written in. Pure."""

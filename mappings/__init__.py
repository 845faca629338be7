"""What a document is: fields, analysis, folding, names of indices. Knows the DSL and the standard library, nothing of ours."""

"""How a person reads it: words, and the layout of text in a terminal and in a notebook."""

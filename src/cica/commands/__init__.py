"""The command line: what can be asked, how the words of a question are read, and how its answer is written."""

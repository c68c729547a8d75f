"""From the files of a data package to objects, and back."""

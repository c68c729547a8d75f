"""The record in files for other programs, each form in a module of its own; `formats` says which there are."""

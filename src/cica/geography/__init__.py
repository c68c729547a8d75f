"""Where the land lies, for whatever shows it: maps, and files for geographic programs."""

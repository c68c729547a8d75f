"""Dates that say how well they are known, the answers that a question asked of them can have, and spans between two of them."""

"""The record in data frames of any engine, through narwhals: what `annotate`, `panel` and `dyads` are made of."""

from cica.tables import columns as columns  # which says what to install where narwhals is missing

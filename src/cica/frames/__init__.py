"""The record in data frames of any engine, through narwhals: what `annotate`, `panel` and `dyads` are made of."""

from cica.tables.columns import Engine as Engine  # that module says what to install where narwhals is missing

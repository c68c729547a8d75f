"""The record in data frames of any engine, through narwhals: what `annotate`, `panel` and `dyads` are made of."""

from cica.tables.columns import nw as narwhals  # whose absence that module explains

__all__ = ["narwhals"]

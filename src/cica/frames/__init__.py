"""The record in data frames of any engine, through narwhals: what `annotate`, `panel`, `dyads` and `Table.to_frame` are made of."""

try:
    import narwhals as narwhals
except ImportError:
    raise ImportError("data frames are read and written through narwhals: pip install 'cica[frames]'") from None

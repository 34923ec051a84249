"""One file a chart: a polars frame in, a ``Chart`` (figure, title, subtitle, foot, table) out. Nothing here asks."""

"""The lake, the versioned DuckDB warehouse built from it, and the ways to ask it."""

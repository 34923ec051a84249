"""Report files in, observations out. Imports nothing of the other packages."""

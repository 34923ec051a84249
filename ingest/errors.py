"""What can go wrong while reading, by remedy.

Every message reads ``<where>: <what was found>; <what was expected>; <what to do>``.
"""

from __future__ import annotations


class IngestError(Exception):
    """Anything that ingest reports to a person; ``str(error)`` is the whole message."""

    def __init__(self, where: str, found: str, expected: str, remedy: str) -> None:
        super().__init__(f"{where}: {found}; {expected}; {remedy}")
        self.where = where
        self.found = found
        self.expected = expected
        self.remedy = remedy


class UnreadableFileError(IngestError):
    """A file that yields no text: mend or replace the file, then ingest it again."""


class ExtractionError(IngestError):
    """A fault of the program itself on one document: send the message and the file to its maintainers."""


class ManifestError(IngestError):
    """A manifest row or header that cannot be used: correct the manifest."""


class RulesError(IngestError):
    """A rules or catalogue file that cannot be used: correct the named entry."""

"""Plain text files: UTF-8, GB18030, Big5 and UTF-16, with or without a byte-order mark."""

from __future__ import annotations

from ingest.errors import UnreadableFileError
from ingest.readers.encoding import decode

FORMAT = "txt"
SUFFIXES = (".txt",)

# Text holds tabs, line ends, form feeds and, from some editors, a final Ctrl-Z; others mean a binary file.
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x85")


def read(data: bytes, where: str) -> tuple[str, str]:
    """Give a text file's text exactly as it stands and the name of its encoding.

    ``where`` names the file in errors. Raises UnreadableFileError for an empty or a binary file.
    """
    try:
        text, encoding = decode(data)
    except UnicodeDecodeError as error:
        raise _binary(where, f"bytes that are no text in UTF-8, GB18030 or Big5 (byte {error.start})") from error
    if not text.strip():
        raise UnreadableFileError(where, "no text", "a report's text", "check that the file was saved and copied whole")
    stray = _stray_controls(text)
    if stray > len(text) // 1000:
        raise _binary(where, f"{stray} control characters")
    return text, encoding


def _stray_controls(text: str) -> int:
    return sum(
        1 for character in text if (character < " " or character == "\ufffd") and character not in _TEXT_CONTROLS
    )


def _binary(where: str, found: str) -> UnreadableFileError:
    return UnreadableFileError(
        where, found, "plain text", "open it in the program that made it and save it as text (UTF-8)"
    )

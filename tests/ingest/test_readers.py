"""Reading text files: encodings told apart, and bad files refused with what to do."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.readers import read_document
from ingest.readers.encoding import decode

SIMPLIFIED = "全年组织职工培训12次,参训近300人次,捐款8万多元。\r\n群众满意率98.5%"
TRADITIONAL = "全年組織職工培訓12次,參訓近300人次,捐款8萬多元。\n群眾滿意率98.5%"

ENCODINGS = [
    ("utf-8", b"", SIMPLIFIED, "utf-8"),
    ("utf-8", codecs.BOM_UTF8, SIMPLIFIED, "utf-8-sig"),
    ("utf-16-le", codecs.BOM_UTF16_LE, SIMPLIFIED, "utf-16"),
    ("utf-16-be", codecs.BOM_UTF16_BE, TRADITIONAL, "utf-16"),
    ("gb18030", b"", SIMPLIFIED, "gb18030"),
    ("gb18030", b"", TRADITIONAL, "gb18030"),
    ("big5", b"", TRADITIONAL, "big5hkscs"),
    ("utf-8", b"", TRADITIONAL, "utf-8"),
    ("ascii", b"", "A report of 12 pages\n", "utf-8"),
]


@pytest.mark.parametrize(("encoding", "mark", "text", "name"), ENCODINGS)
def test_text_is_read_exactly_as_it_stands(tmp_path: Path, encoding: str, mark: bytes, text: str, name: str) -> None:
    path = tmp_path / "材料.txt"
    path.write_bytes(mark + text.encode(encoding))
    document = read_document(path)
    assert document.text == text
    assert document.encoding == name
    assert document.source_name == "材料.txt"
    assert document.byte_count == len(mark) + len(text.encode(encoding))


@pytest.mark.parametrize("length", range(4, 40, 3))
def test_short_texts_keep_their_encoding(length: int) -> None:
    for text, encoding in ((SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5"), (TRADITIONAL, "gb18030")):
        piece = text[:length]
        assert decode(piece.encode(encoding))[0] == piece


BAD = [
    ("空.txt", b"", "no text"),
    ("空白.txt", " \r\n\u3000".encode(), "no text"),
    ("图片.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "text"),
    ("零.txt", b"\x00" * 400, "control characters"),
    ("报告.docx", b"PK\x03\x04", "named .docx"),
    ("无后缀", "文明".encode(), "without a suffix"),
]


@pytest.mark.parametrize(("name", "data", "found"), BAD)
def test_what_is_no_text_is_refused_by_name_with_a_remedy(tmp_path: Path, name: str, data: bytes, found: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError) as caught:
        read_document(path)
    assert str(caught.value).startswith(str(path))
    assert found in caught.value.found
    assert caught.value.remedy


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read a file that is too large"))
    with pytest.raises(UnreadableFileError, match=r"50 MB.*split it"):
        read_document(path)


def test_a_file_without_permission_says_how_to_give_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # root may read everything, so the refusal itself is played by the test.
    path = tmp_path / "锁.txt"
    path.write_text(SIMPLIFIED, encoding="utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFileError, match=r"no permission.*chmod"):
        read_document(path)

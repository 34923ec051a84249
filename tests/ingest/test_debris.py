"""What a mirror leaves between characters hides nothing, and what is read is found where the document has it."""

from __future__ import annotations

from ingest.catalogue import load
from ingest.extract import extract
from ingest.types import Document, Extraction, Hint, Period

RAW = """雲川縣氣象局創(chuàng)建文明單位匯(huì)報(bào)
2019年,雲川縣氣象局現(xiàn)有職(zhí)工【85人】。全年開(kāi)展志愿服務(wù)活動(dòng)【32場(chǎng)次】,結(jié)對(duì)幫(bāng)扶困難(nán)群眾(zhòng)
累計(jì)【60戶(hù)】,群眾滿(mǎn)意率【96%】。2018年榮(róng)獲(huò)“市級(jí)文明單(dān)位”稱號(hào)。
2019年12月
"""


def extracted(marked: str) -> Extraction:
    text = marked.replace("【", "").replace("】", "")
    return extract(Document("", "", "", "txt", "utf-8", 0, text), Hint(), load())


def test_words_with_debris_are_read_and_spans_are_those_of_the_document() -> None:
    read = extracted(RAW)
    text = read.document.text
    for observation in read.observations:
        mention = observation.mention
        assert text[mention.start : mention.end] == mention.quote
    found = [(o.mention.quote, o.coding.code, o.timing.is_total) for o in read.observations]
    assert found == [
        ("85人", "workforce.staff", False),
        ("32場(chǎng)次", "volunteer.activities", False),
        ("60戶", "aid.households", True),
        ("96%", "service.satisfaction_rate", False),
    ]
    assert {o.timing.period for o in read.observations} == {Period(2019, 2019)}


def test_names_and_titles_are_without_debris_but_quotes_are_the_documents() -> None:
    read = extracted(RAW)
    (report,) = read.reports
    assert (report.start, report.end) == (0, len(read.document.text))
    assert report.unit_name == "雲川縣氣象局"
    (honor,) = read.honors
    assert (honor.title, honor.level, honor.year) == ("市級文明單位", "市", 2018)
    assert read.document.text[honor.start : honor.end] == honor.quote == "市級(jí)文明單(dān)位"


def test_reports_with_debris_at_their_edges_tile_the_document() -> None:
    one = RAW.strip()
    text = f"篇一:{one}(a)\n篇二:{one.replace('雲川縣氣象局', '白沙縣水文站')}(a)"
    read = extracted(text)
    spans = [(report.start, report.end) for report in read.reports]
    assert len(spans) == 2
    assert spans[0][0] == 0
    assert spans[0][1] == spans[1][0]
    assert spans[1][1] == len(read.document.text)

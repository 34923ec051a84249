"""Which indicator a figure is given: the cases of ``cases/coding.toml``, lists, distances, and what an analyst adds."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest

from ingest.catalogue import DEFAULT_PATH, ROLES, Catalogue, load
from ingest.coding import code_mentions
from ingest.coding.rules import load_rules
from ingest.errors import RulesError
from ingest.rulefile import RULES
from ingest.types import Coding, Measure, Mention, Report, Text

RULES_PATH = RULES / "coding.toml"
CASES = Path(__file__).parent / "cases"
REPORTS = tomllib.loads((CASES / "coding_reports.toml").read_text(encoding="utf-8"))
# Files may name their groups alike; each group counts.
SENTENCES = [
    (group, sentence)
    for path in sorted(CASES.glob("coding*.toml"))
    if path.stem != "coding_reports"
    for group, sentences in tomllib.loads(path.read_text(encoding="utf-8")).items()
    for sentence in sentences
]

_MARK = re.compile(r"\{([^{}=]+)(?:=([^{}]+))?\}")
_NUMBER = re.compile(
    r"^[^\d零一二两三四五六七八九十百千数几]*[\d零一二两三四五六七八九十百千数几.,]+[多余几]?[万亿]?[多余]?"
)
_MEASURES: dict[str, tuple[Measure, str]] = {
    "%": ("rate", "%"), "百分点": ("rate", "%"), "个百分点": ("rate", "%"), "倍": ("multiple", "倍"),
    "元": ("amount", "元"), "平方公里": ("area", "平方米"), "平方米": ("area", "平方米"),
    "亩": ("area", "平方米"), "公顷": ("area", "平方米"),
    "公里": ("length", "米"), "米": ("length", "米"), "学时": ("duration", "学时"), "课时": ("duration", "学时"),
    "小时": ("duration", "小时"), "天": ("duration", "天"), "毫升": ("volume", "毫升"),
}  # fmt: skip


def read_marked(marked: str) -> tuple[str, list[Mention], list[set[str]]]:
    """Take ``{quote=code|code}`` marks out of a text; give it with its mentions and the codes each may have."""
    raw, mentions, expected, position = "", [], [], 0
    for mark in _MARK.finditer(marked):
        raw += marked[position : mark.start()]
        mentions.append(make_mention(mark[1], len(raw)))
        expected.append(set((mark[2] or "").split("|")))
        raw += mark[1]
        position = mark.end()
    return raw + marked[position:], mentions, expected


def make_mention(quote: str, start: int) -> Mention:
    """Make the mention that a quote stands for; of its value only nought matters for coding."""
    unit = re.sub("(以上|左右)$", "", _NUMBER.sub("", quote))
    measure, unit = _MEASURES.get(unit, ("count", {"名": "人", "位": "人"}.get(unit, unit)))
    return Mention(start, start + len(quote), quote, 0.0 if quote[0] in "0零" else 1.0, unit, "exact", measure)


def code(marked: str, catalogue: Catalogue | None = None) -> list[Coding]:
    """Code the marked figures of a text."""
    raw, mentions, _ = read_marked(marked)
    report = Report(1, 0, len(raw), None, None, None)
    return code_mentions(Text(raw, raw), report, mentions, catalogue or load())


@pytest.mark.parametrize(("group", "sentence"), SENTENCES)
def test_figure_gets_its_indicator(group: str, sentence: str) -> None:
    _, mentions, expected = read_marked(sentence)
    for mention, codes, coding in zip(mentions, expected, code(sentence), strict=True):
        assert (coding.code or "other") in codes, f"{group}: {mention.quote}: {coding}"


@pytest.mark.parametrize("name", REPORTS)
def test_passage_gets_its_indicators(name: str) -> None:
    _, mentions, expected = read_marked(REPORTS[name])
    misses = [
        (mention.quote, sorted(codes), coding)
        for mention, codes, coding in zip(mentions, expected, code(REPORTS[name]), strict=True)
        if (coding.code or "other") not in codes
    ]
    assert misses == []


def test_cases_cover_every_indicator_of_the_catalogue() -> None:
    named = {code for _, sentence in SENTENCES for codes in read_marked(sentence)[2] for code in codes}
    assert named - {"other"} == {indicator.code for indicator in load().indicators}


def test_high_scores_are_right() -> None:
    right = [
        coding.code in codes
        for text in [*(sentence for _, sentence in SENTENCES), *REPORTS.values()]
        for codes, coding in zip(read_marked(text)[2], code(text), strict=True)
        if coding.code and coding.score >= 0.9
    ]
    assert len(right) > 400
    assert sum(right) / len(right) >= 0.97


def test_list_shares_its_head() -> None:
    codings = code("全市共有星级饭店{48家},其中五星级{3家}、四星级{11家}、三星级{20家}。")
    assert [coding.code for coding in codings] == ["business.count"] * 4


def test_increase_between_two_figures_does_not_break_the_list() -> None:
    codings = code("贷款余额{96亿元},比上年增长{23亿元},比五年前的{12亿元}增加了{7倍}。")
    assert [coding.code for coding in codings] == ["business.amount", None, "business.amount", "business.growth_rate"]


def test_money_never_codes_a_rate_and_words_far_away_do_not_code() -> None:
    assert code("群众满意率测评投入{5万元}。")[0].code != "service.satisfaction_rate"
    assert code("职工热情高涨。天气晴朗。共计{12}。")[0].code is None


def test_growth_needs_its_verb_right_before_the_number() -> None:
    assert code("绿化覆盖率提高了{3个百分点}。")[0].code == "business.growth_rate"
    assert code("绿化覆盖率提高到{43%}。")[0].code == "service.coverage_rate"


def test_coding_says_what_decided() -> None:
    coding = code("大厅办件的群众满意率达到{98%}。")[0]
    assert coding.subject == "大厅办件的群众满意率"
    assert coding.rule.startswith("service.satisfaction_rate: ")
    assert "满意率 (strong" in coding.rule
    assert 0.9 < coding.score <= 1
    assert coding.runner_up not in (None, coding.code)
    assert 0 <= coding.runner_up_score <= coding.score


def test_subject_follows_the_number_when_the_noun_does() -> None:
    assert code("全站现有{61名}在编职工。")[0].subject == "在编职工"


def test_placeholders_are_coded_and_order_is_kept() -> None:
    raw = "捐款XX万元,现有党员XX名。"
    mentions = [
        Mention(2, 6, "XX万元", None, "元", "exact", "amount"),
        Mention(11, 14, "XX名", None, "人", "exact", "count"),
    ]
    codings = code_mentions(Text(raw, raw), Report(1, 0, len(raw), None, None, None), mentions, load())
    assert [coding.code for coding in codings] == ["donation.cash", "workforce.party_members"]


def test_report_ends_bound_the_words() -> None:
    raw = "全体党员共有12名"
    report = Report(1, 6, len(raw), None, None, None)
    mention = Mention(6, 9, "12名", 12.0, "人", "exact", "count")
    assert code_mentions(Text(raw, raw), report, [mention], load())[0].code is None


def test_no_mentions_no_codings() -> None:
    assert code("没有数字的一段话。") == []


def test_analyst_adds_an_indicator_without_python(tmp_path: Path) -> None:
    entry = """
[indicator."environment.parking"]
zh = "停车位数"
measure = "count"
unit = "个"
aggregate = "latest"
strong = ["立体车库泊位"]
"""
    path = tmp_path / "indicators.toml"
    path.write_text(DEFAULT_PATH.read_text(encoding="utf-8") + entry, encoding="utf-8")
    sentence = "新增立体车库泊位{260个}。"
    assert code(sentence)[0].code != "environment.parking"
    assert code(sentence, load(path))[0].code == "environment.parking"


@pytest.mark.parametrize("filler", ["、", "群众满意率", "1", "(", "培训", "分别"])
def test_hostile_text_is_read_in_linear_time(filler: str) -> None:
    def seconds(repeats: int) -> float:
        raw = "捐款" + filler * repeats + "5万元"
        mention = Mention(len(raw) - 3, len(raw), "5万元", 50000.0, "元", "exact", "amount")
        begin = time.process_time()
        code_mentions(Text(raw, raw), Report(1, 0, len(raw), None, None, None), [mention], load())
        return time.process_time() - begin

    seconds(1)
    assert seconds(100_000) < 0.5


def test_frames_name_codes_of_the_catalogue() -> None:
    codes = {indicator.code for indicator in load().indicators}
    known = codes | {code.partition(".")[0] + ".*" for code in codes} | {"*"}
    frames = load_rules().frames
    assert [(frame.name, code) for frame in frames for code in (*frame.never, *frame.rather) if code not in known] == []
    assert [frame.name for frame in frames if not frame.never and not frame.rather] == []
    assert set(load_rules().continued) <= codes


def test_names_of_offices_say_nothing_and_are_no_words_of_the_catalogue() -> None:
    assert code("路桥工程公司共有{9个}。")[0].code is None
    assert code("公司承建重点工程{9个}。")[0].code == "project.count"
    known = {word for each in load().indicators for role in ROLES for word in getattr(each.words, role)}
    assert known.isdisjoint(load_rules().names)


@pytest.mark.parametrize(
    ("good", "bad", "entry", "found"),
    [
        ("decay = 0.60", 'decay = "far"', "distance.decay", "'far'"),
        ("strong = 0.90", "", "weights.strong", "None"),
        ('measure = "rate"', 'measure = "ratio"', "none.share of something.measure", "'ratio'"),
        ("reach = 90", "reach = 0", "scope.reach", "0"),
        ("[scope]", "[scope", "coding.toml", "no valid TOML"),
    ],
)
def test_broken_rules_name_file_entry_and_remedy(tmp_path: Path, good: str, bad: str, entry: str, found: str) -> None:
    text = RULES_PATH.read_text(encoding="utf-8")
    assert good in text
    path = tmp_path / "coding.toml"
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load_rules(path)
    assert "coding.toml" in str(caught.value)
    assert entry in str(caught.value)
    assert found in str(caught.value)


def test_measure_words_are_read_simplified() -> None:
    raw, clean = "服務辦理時間25分鐘", "服务办理时间25分钟"
    mention = Mention(6, 10, raw[6:10], 25.0, "分钟", "exact", "duration")
    assert code_mentions(Text(raw, clean), Report(1, 0, len(raw), None, None, None), [mention], load())[0].code is None


FRAMES = """[frame."gifts"]
measures = ["amount"]
ends = ["捐款"]
rather = ["donation.cash"]
"""


@pytest.mark.parametrize(
    ("good", "bad", "entry", "found"),
    [
        ("ends = [", "endings = [", "frame.gifts", "'endings'"),
        ('ends = ["捐款"]', 'ends = "捐款"', "frame.gifts.ends", "'捐款'"),
        ('"捐款"', '"捐款共"', "frame.gifts.ends", "'捐款共'"),
        ('"amount"', '"money"', "frame.gifts.measures", "'money'"),
    ],
)
def test_broken_frames_name_file_entry_and_remedy(tmp_path: Path, good: str, bad: str, entry: str, found: str) -> None:
    (tmp_path / "donation.toml").write_text(FRAMES.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        load_rules(frames=tmp_path)
    assert "donation.toml" in str(caught.value)
    assert entry in str(caught.value)
    assert found in str(caught.value)


def test_frames_have_names_of_their_own_and_are_there(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="no frames"):
        load_rules(frames=tmp_path)
    for name in ("aid.toml", "donation.toml"):
        (tmp_path / name).write_text(FRAMES, encoding="utf-8")
    with pytest.raises(RulesError, match=r"donation.toml, frame.gifts"):
        load_rules(frames=tmp_path)

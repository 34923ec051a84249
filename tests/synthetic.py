"""Invented data homes: units, reports and values of every state, written by the real lake writer and built.

``python -m tests.synthetic HOME`` makes one to look at. All units, people and figures are invented; every mention's
quote stands at its offsets in a document of whole sentences.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ingest.types import (
    Coding,
    Document,
    Extraction,
    Failure,
    Hint,
    Honor,
    Level,
    Measure,
    Mention,
    Observation,
    Per,
    Period,
    Qualifier,
    Report,
    State,
    Timing,
)
from warehouse.build import Built, build
from warehouse.inputs import IndicatorRow
from warehouse.lake import write_batch

CATALOGUE = Path(__file__).parent.parent / "ingest" / "rules" / "indicators.toml"
UNITS = (
    "云岭市住房公积金管理中心", "云岭市政务服务中心", "云岭市不动产登记服务中心", "云岭市养老服务中心",
    "云岭市人才服务中心", "云岭市车辆管理中心", "云岭市城市管理服务中心", "云岭市社会保险服务中心",
    "云岭市档案查询服务中心", "云岭市就业服务中心", "云岭市民政局", "云岭市气象局", "云岭市统计局", "云岭市水务局",
    "云岭市财政局", "云岭市税务局", "云岭市审计局", "云岭市司法局", "云岭市教育局", "云岭市生态环境局",
    "云岭市第二中学", "云岭市松涛路小学", "云岭市职业技术学院", "云岭市中医医院", "云岭市第三人民医院",
    "清溪县人民法院", "云岭市望山区人民检察院", "清溪县石桥镇", "望山区柳岸街道", "望山区梧桐社区", "云岭供电公司",
    "云岭农村商业银行", "清溪县卫生健康局", "望山区市场监督管理局",
)  # fmt: skip
"""Names of invented units: ten windows, ten departments of a city, and a few of other types."""

_FINGERPRINT = "synthetic"
_FILLER = (
    "中心始终把文明创建摆在重要位置，坚持与业务工作同部署、同检查、同考核。",
    "一年来，干部职工的精神面貌焕然一新，服务群众的本领不断增强。",
    "针对群众反映的难点，班子成员带头走访，逐项研究，逐项落实。",
    "围绕环境整治，大家利用周末清扫街巷，楼前屋后面貌明显改观。",
    "通过身边人讲身边事，诚信、友善的风尚在单位里蔚然成风。",
    "单位还把家风建设融入日常，鼓励职工家庭崇德向善。",
)
_TITLES: tuple[tuple[str, Level, str], ...] = (
    ("全国文明单位", "国家", "中央文明委"), ("全国巾帼文明岗", "国家", "全国妇联"), ("省级文明单位", "省", "省文明委"),
    ("省五一劳动奖状", "省", "省总工会"), ("市级文明单位", "市", "市文明委"), ("市优质服务窗口", "市", "市政府"),
    ("区县级文明单位", "区县", "区文明委"), ("全民阅读先进集体", "other", "读书协会"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Topic:
    """A sentence about one indicator: ``{q}`` is where the quantity stands; sizes are of a middling unit."""

    code: str
    sentence: str
    subject: str
    low: float
    high: float
    measure: Measure
    heading: str


_TOPICS = (
    _Topic("training.hours", "职工人均参加学习{q}，学习笔记逐月检查。", "学习学时", 60, 200, "duration", "学习培训"),
    _Topic("training.sessions", "先后邀请专家举办专题讲座{q}，场场有记录。", "专题讲座", 6, 40, "count", "学习培训"),
    _Topic("training.attendees", "参加各类业务培训{q}，覆盖全体岗位。", "业务培训", 80, 900, "count", "学习培训"),
    _Topic("training.rate", "干部职工参学率达到{q}。", "参学率", 88, 100, "rate", "学习培训"),
    _Topic("training.writings", "撰写心得体会和调研文章{q}。", "心得体会", 20, 180, "count", "学习培训"),
    _Topic("workforce.staff", "现有在职职工{q}，平均年龄不到四十岁。", "在职职工", 40, 320, "count", "队伍建设"),
    _Topic("workforce.party_members", "其中中共党员{q}，设有党支部。", "党员", 15, 120, "count", "队伍建设"),
    _Topic("participation.rate", "道德讲堂的职工参与率为{q}。", "参与率", 85, 100, "rate", "群众参与"),
    _Topic("culture.events", "组织演讲、歌咏、球类等文体活动{q}。", "文体活动", 4, 30, "count", "文体活动"),
    _Topic("volunteer.people", "注册志愿者{q}，人人有服务档案。", "注册志愿者", 20, 260, "count", "志愿服务"),
    _Topic("volunteer.activities", "开展志愿服务活动{q}，走进社区和车站。", "志愿服务活动", 8, 60, "count", "志愿服务"),
    _Topic("volunteer.hours", "志愿服务时长合计{q}。", "志愿服务时长", 400, 6000, "duration", "志愿服务"),
    _Topic("donation.cash", "职工为困难群众捐款{q}。", "职工捐款", 8000, 150000, "amount", "慈善捐赠"),
    _Topic("donation.blood", "职工自愿无偿献血{q}。", "无偿献血", 2000, 20000, "volume", "慈善捐赠"),
    _Topic("aid.funds", "投入帮扶慰问资金{q}，用于修缮和助学。", "帮扶资金", 20000, 600000, "amount", "结对帮扶"),
    _Topic("aid.households", "结对帮扶困难家庭{q}，节日上门慰问。", "困难家庭", 5, 80, "count", "结对帮扶"),
    _Topic("honor.people", "受到市级以上表彰的职工{q}。", "受表彰职工", 2, 25, "count", "荣誉表彰"),
    _Topic("service.deeds", "为群众办实事{q}，件件有回音。", "办实事", 10, 120, "count", "为民服务"),
    _Topic("service.cases", "全年受理群众来访和业务{q}。", "受理业务", 900, 90000, "count", "为民服务"),
    _Topic("service.completion_rate", "群众诉求办结率为{q}。", "办结率", 92, 100, "rate", "为民服务"),
    _Topic("service.satisfaction_rate", "第三方回访的群众满意率为{q}。", "群众满意率", 90, 100, "rate", "为民服务"),
    _Topic("funding.creation", "安排创建专项经费{q}，专款专用。", "创建经费", 30000, 400000, "amount", "经费投入"),
    _Topic("publicity.items", "制作展板、编印宣传资料{q}。", "宣传资料", 200, 9000, "count", "宣传教育"),
    _Topic("environment.area", "院落绿化面积{q}，四季有花。", "绿化面积", 600, 20000, "area", "环境建设"),
)


@dataclass(slots=True)
class Draft:
    """A document being written: text grows, and what is planted in it remembers where it stands."""

    source_name: str
    text: str = ""
    observations: list[Observation] = field(default_factory=list)
    honors: list[Honor] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    def line(self, text: str = "") -> None:
        self.text += text + "\n"

    def write(self, text: str) -> int:
        """Add text and give the offset at which it begins."""
        start = len(self.text)
        self.text += text
        return start

    def extraction(self, hint: Hint | None = None, folder: str = "reports") -> Extraction:
        data = self.text.encode()
        document = Document(
            hashlib.sha256(data).hexdigest(), self.source_name, f"/{folder}/{self.source_name}", "txt", "utf-8",
            len(data), self.text,
        )  # fmt: skip
        shingles = tuple(
            (report.number, value)
            for report in self.reports
            for value in sample_shingles(self.text[report.start : report.end])
        )
        return Extraction(
            document, hint or Hint(), tuple(self.reports), tuple(self.observations), tuple(self.honors), shingles
        )


def sample_shingles(text: str, size: int = 5, one_in: int = 4) -> list[int]:
    """Hash the 5-grams of the text's characters, and keep about one in ``one_in``."""
    bare = "".join(text.split())
    grams = {bare[at : at + size] for at in range(max(0, len(bare) - size + 1))}
    hashes = (int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=8).digest(), "big") for gram in grams)
    return sorted(value for value in hashes if value % one_in == 0)


@cache
def load_indicators() -> tuple[IndicatorRow, ...]:
    """The project's catalogue as the build takes it."""
    data = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    themes = list(data["theme"])
    rows = []
    for order, (code, entry) in enumerate(data["indicator"].items(), 1):
        theme = code.partition(".")[0]
        zh = data["theme"][theme]
        theme_zh = zh if isinstance(zh, str) else zh["zh"]
        rows.append(IndicatorRow(
            code, entry["zh"], theme, theme_zh, themes.index(theme) + 1, order, entry["measure"], entry["unit"],
            entry["aggregate"], entry.get("better", "up"), entry.get("headline", False),
        ))  # fmt: skip
    return tuple(rows)


def observation(
    number: int,
    start: int,
    quote: str,
    value: float | None,
    unit: str,
    code: str | None,
    period: Period | None,
    *,
    measure: Measure = "count",
    qualifier: Qualifier = "exact",
    per: Per = "total",
    is_total: bool = False,
    is_part: bool = False,
    state: State = "reported",
    subject: str = "",
    source: str = "report",
    confidence: float = 0.93,
    score: float = 0.9,
) -> Observation:
    """One observation with everything that a test does not care about filled in."""
    mention = Mention(start, start + len(quote), quote, value, unit, qualifier, measure)
    coding = Coding(code, score if code else 0.2, None, 0.0, f"{code}: {subject}", subject)
    return Observation(number, mention, Timing(period, per, is_total, source, is_part), coding, state, confidence)


def write_lake(
    home: Path, units: Sequence[str] = UNITS, years: Sequence[int] = (2021, 2022, 2023, 2024, 2025), seed: int = 7
) -> int:
    """Write an invented lake, a batch a year; give the number of documents."""
    written = 0
    indicators = {row.indicator_code: row for row in load_indicators()}
    for year in years:
        extractions = list(_year(units, year, years, seed, indicators))
        failures = [_FAILURE] if year == years[-1] else []
        write_batch(home, ((each, _FINGERPRINT) for each in extractions), failures)
        written += len(extractions)
    return written


def write_home(home: Path, seed: int = 7) -> Built:
    """Write an invented lake and list of units, and build the warehouse."""
    write_lake(home, seed=seed)
    entries = (f'[[unit]]\nname = "{unit}"\nregion = "{unit[:3]}"\n' for unit in UNITS if unit[2] in "市县区")
    (home / "units.toml").write_text("\n".join(entries), encoding="utf-8")
    return build(home, load_indicators(), wenming_version="0.1.0")


_FAILURE = Failure(
    "云岭市邮政局_2025.txt", "/reports/云岭市邮政局_2025.txt", None, "EmptyFile", "文件是空的（0字节）", "应有材料正文",
    "请向报送单位索取后重新导入",
)  # fmt: skip


def _year(
    units: Sequence[str], year: int, years: Sequence[int], seed: int, indicators: dict[str, IndicatorRow]
) -> Iterator[Extraction]:
    for place, unit in enumerate(units):
        chance = random.Random(f"{seed}/{unit}/{year}")
        # Some reports never came: gaps in the years, and a unit that began later.
        if chance.random() < 0.07 or (place % 11 == 5 and year < years[len(years) // 2]):
            continue
        draft = _report(unit, year, years, seed, indicators, chance)
        yield draft.extraction()
        if place % 13 == 3 and year == years[-1]:
            yield _copy_without_numbers(draft).extraction()
    if year == years[-1]:
        yield _anonymous(indicators).extraction()


def _report(
    unit: str, year: int, years: Sequence[int], seed: int, indicators: dict[str, IndicatorRow], chance: random.Random
) -> Draft:
    draft = Draft(f"{unit}_{year}.txt")
    draft.line(f"{unit}{year}年度文明单位创建工作总结")
    draft.line()
    size = random.Random(f"{seed}/{unit}").uniform(0.5, 1.6)
    heading = ""
    for topic in _TOPICS:
        if chance.random() < 0.22:
            continue
        if topic.heading != heading:
            heading = topic.heading
            draft.write(f"{'' if draft.text.endswith(chr(10)) else chr(10)}　　{heading}。{chance.choice(_FILLER)}")
        _sentence(draft, topic, indicators[topic.code], year, years, size, chance)
    draft.line()
    _titles(draft, unit, year, chance)
    draft.line(f"　　{chance.choice(_FILLER)}{chance.choice(_FILLER)}")
    draft.line(f"{unit}")
    draft.line(f"{year}年12月{chance.randint(1, 28)}日")
    level = chance.choice(["省级文明单位", "市级文明单位", None])
    draft.reports.append(Report(1, 0, len(draft.text), unit, level, Period(year, year)))
    return draft


def _sentence(
    draft: Draft, topic: _Topic, row: IndicatorRow, year: int, years: Sequence[int], size: float, chance: random.Random
) -> None:
    value = _value(topic, row, year - years[0], size, chance)
    period = Period(year, year)
    kind = chance.choices(
        ["exact", "about", "over", "span", "zero", "lost", "conflict", "parts", "person"],
        [58, 12, 10, 4, 2, 3, 3, 6, 2],
    )[0]
    if topic.measure == "rate" and kind in ("zero", "span", "person", "parts"):
        kind = "exact"
    if row.aggregate != "sum" and kind in ("parts", "span"):
        kind = "exact"
    if kind == "span" and year - 2 >= years[0]:
        _plant(
            draft,
            f"{year - 2}年以来，累计" + topic.sentence,
            topic,
            row,
            value * 3,
            Period(year - 2, year),
            state="cumulative",
            is_total=True,
            source="clause",
        )
    elif kind == "lost":
        _plant(draft, topic.sentence, topic, row, None, period, state="placeholder")
    elif kind == "zero":
        _plant(draft, topic.sentence, topic, row, 0.0, period, state="zero")
    elif kind == "conflict" and row.aggregate == "latest":
        _plant(draft, topic.sentence, topic, row, value, period)
        _plant(draft, "年终统计，" + topic.sentence, topic, row, _round(value * 0.96, row), period)
    elif kind == "parts":
        first = _round(value * 0.6, row)
        _plant(draft, "上半年，" + topic.sentence, topic, row, first, period)
        _plant(draft, "下半年，" + topic.sentence, topic, row, value - first, period)
        if chance.random() < 0.5:
            _plant(draft, "全年共计：" + topic.sentence, topic, row, value, period, is_total=True, source="clause")
    elif kind == "about":
        _plant(draft, topic.sentence, topic, row, _coarse(value), period, qualifier="about", state="approximate")
    elif kind == "over":
        _plant(draft, topic.sentence, topic, row, _coarse(value), period, qualifier="over", state="approximate")
    else:
        _plant(draft, topic.sentence, topic, row, value, period)
    if chance.random() < 0.08:
        _uncoded(draft, chance, period)


def _plant(
    draft: Draft,
    sentence: str,
    topic: _Topic,
    row: IndicatorRow,
    value: float | None,
    period: Period,
    *,
    qualifier: Qualifier = "exact",
    state: State = "reported",
    is_total: bool = False,
    source: str = "report",
) -> None:
    before, after = sentence.split("{q}")
    draft.write(before)
    quote = {"about": "近", "over": "", "exact": "", "under": "不足"}[qualifier] + _say(value, row.unit, qualifier)
    start = draft.write(quote)
    draft.write(after)
    draft.observations.append(observation(
        1, start, quote, value, row.unit, topic.code, period, measure=topic.measure, qualifier=qualifier,
        is_total=is_total, state=state, subject=topic.subject, source=source,
        confidence=0.72 if qualifier != "exact" or value is None else 0.95,
    ))  # fmt: skip


def _uncoded(draft: Draft, chance: random.Random, period: Period) -> None:
    draft.write("门前停放自行车")
    count = chance.randint(12, 90)
    start = draft.write(f"{count}辆")
    draft.write("，排列整齐。")
    draft.observations.append(observation(1, start, f"{count}辆", float(count), "辆", None, period))


def _titles(draft: Draft, unit: str, year: int, chance: random.Random) -> None:
    count = chance.choices([0, 1, 2, 3], [2, 4, 3, 1])[0]
    for title, level, body in sorted(chance.sample(_TITLES, count)):
        draft.write(f"{year}年，被{body}授予“")
        start = draft.write(title)
        draft.write("”称号。")
        draft.honors.append(Honor(1, start, start + len(title), title, title, level, year, body, "unit", "授予"))
    draft.line()


def _value(topic: _Topic, row: IndicatorRow, age: int, size: float, chance: random.Random) -> float:
    middle = (topic.low + topic.high) / 2
    if topic.measure == "rate":
        return round(min(100.0, chance.uniform(topic.low, topic.high) + 0.4 * age), 1)
    grown = middle * size * (1 + 0.06 * age) * chance.uniform(0.88, 1.14)
    return _round(grown, row)


def _round(value: float, row: IndicatorRow) -> float:
    if row.measure == "rate":
        return round(value, 1)
    return float(round(value, -2) if row.measure == "amount" else round(value))


def _coarse(value: float) -> float:
    """The value with its first two digits, as a report rounds it."""
    digits = len(str(int(value)))
    return float(max(1, round(value, -max(0, digits - 2)))) if value >= 10 else value


def _say(value: float | None, unit: str, qualifier: Qualifier) -> str:
    more = "多" if qualifier == "over" else ""
    if value is None:
        return "XX万元" if unit == "元" else f"XX{unit}"
    if unit == "%":
        return f"{value:g}%"
    if unit == "元" and value >= 10000:
        return f"{value / 10000:g}万{'余' if more else ''}元"
    return f"{value:.0f}{more}{unit}"


def _copy_without_numbers(draft: Draft) -> Draft:
    """The same report as a mirror shows it: its figures dropped, one of them left."""
    text, at = "", 0
    for each in draft.observations[:-1]:
        text += draft.text[at : each.mention.start]
        at = each.mention.end
    last = draft.observations[-1]
    shift = len(text) - at
    text += draft.text[at:]
    copy = Draft("转载_" + draft.source_name, text)
    copy.observations.append(observation(
        1, last.mention.start + shift, last.mention.quote, last.mention.value, last.mention.unit, last.coding.code,
        last.timing.period, measure=last.mention.measure, subject=last.coding.subject,
    ))  # fmt: skip
    copy.reports.append(Report(1, 0, len(text), draft.reports[0].unit_name, None, draft.reports[0].period))
    return copy


def _anonymous(indicators: dict[str, IndicatorRow]) -> Draft:
    """A report that tells neither its unit nor its year."""
    draft = Draft("创建材料.txt")
    draft.line("××局文明单位创建工作汇报")
    draft.write("　　20XX年，全局上下同心，成效明显。")
    topic = next(each for each in _TOPICS if each.code == "volunteer.activities")
    before, after = topic.sentence.split("{q}")
    draft.write(before)
    start = draft.write("18次")
    draft.line(after)
    draft.observations.append(observation(
        1, start, "18次", 18.0, indicators[topic.code].unit, topic.code, None, subject=topic.subject, source="none"
    ))  # fmt: skip
    draft.reports.append(Report(1, 0, len(draft.text), "××局", None, None))
    return draft


def main() -> None:
    """Write an invented home and say where its warehouse stands."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    print(write_home(arguments.home, seed=arguments.seed).path)


if __name__ == "__main__":
    main()

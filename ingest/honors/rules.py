"""The words of ``rules/honors.toml``, checked and made into patterns once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.errors import RulesError
from ingest.honors.patterns import (
    AWARD_MARGIN,
    NUMBER,
    PLACE_NAME,
    anchor,
    any_of,
    further_end,
    guard,
    level_exception,
    title_end,
)
from ingest.types import Level

RULES = Path(__file__).parent.parent / "rules" / "honors.toml"
LEVELS: tuple[Level, ...] = ("国家", "省", "市", "区县", "乡镇", "other")
KINDS = ("bestow", "gain", "state", "build", "list", "listed", "paraded")


@dataclass(frozen=True, slots=True)
class LevelWords:
    """Words of one level: ``first`` wherever they stand, ``place`` where no ``first`` word of any level was found."""

    name: Level
    first: tuple[str, ...]
    place: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HonorRules:
    """The rules as the finder uses them. Patterns match normalised text without white space."""

    anchor: re.Pattern[str]
    kind_of: dict[str, str]
    dated: re.Pattern[str]
    named: str
    needs: dict[str, re.Pattern[str]]
    guards: dict[str, re.Pattern[str]]
    """Behind a verb: what matches where nothing around it takes its meaning away."""
    title_end: re.Pattern[str]
    further_end: re.Pattern[str]
    noun: re.Pattern[str]
    noun_end: re.Pattern[str]
    any_noun_end: re.Pattern[str]
    institution: re.Pattern[str]
    office: re.Pattern[str]
    graded: re.Pattern[str]
    praise: re.Pattern[str]
    work_end: re.Pattern[str]
    works_listed: re.Pattern[str]
    bare: re.Pattern[str]
    contest: re.Pattern[str]
    not_titles: frozenset[str]
    tail: re.Pattern[str]
    called: re.Pattern[str]
    called_word: re.Pattern[str]
    join: re.Pattern[str]
    joined: re.Pattern[str]
    lead: re.Pattern[str]
    block_before: re.Pattern[str]
    block_directly: re.Pattern[str]
    block_build: re.Pattern[str]
    rule_opening: re.Pattern[str]
    block_after: re.Pattern[str]
    opening: re.Pattern[str]
    inside: re.Pattern[str]
    not_stated: re.Pattern[str]
    winners: re.Pattern[str]
    wish: re.Pattern[str]
    own: re.Pattern[str]
    announces: re.Pattern[str]
    proposed: re.Pattern[str]
    told: re.Pattern[str]
    event: re.Pattern[str]
    performs: re.Pattern[str]
    counted: re.Pattern[str]
    among: re.Pattern[str]
    count_after: re.Pattern[str]
    count_before: re.Pattern[str]
    count_end: re.Pattern[str]
    count_inside: re.Pattern[str]
    strong: re.Pattern[str]
    giver: re.Pattern[str]
    giving: re.Pattern[str]
    given: re.Pattern[str]
    group: re.Pattern[str]
    person: re.Pattern[str]
    part: re.Pattern[str]
    town: re.Pattern[str]
    persons: re.Pattern[str]
    of_town: re.Pattern[str]
    level_exception: re.Pattern[str]
    level_kept: frozenset[str]
    level_word: re.Pattern[str]
    level_only: re.Pattern[str]
    level_first: re.Pattern[str]
    level_place: re.Pattern[str]
    level_of_word: dict[str, Level]


def _fault(entry: str, found: str, expected: str) -> RulesError:
    return RulesError(f"{RULES.name} [{entry}]", found, expected, f"correct the entry in {RULES}")


class _Table:
    """A TOML table that answers only with lists of words, or says which entry is wrong."""

    def __init__(self, data: dict[str, object], name: str) -> None:
        table = data.get(name)
        if not isinstance(table, dict):
            raise _fault(name, "no such table", "a table of word lists")
        self.name, self.table = name, table

    def words(self, key: str) -> tuple[str, ...]:
        return word_list(self.table.get(key), f"{self.name}.{key}")

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        inner = self.table.get(key)
        if not isinstance(inner, dict):
            raise _fault(f"{self.name}.{key}", "no such table", "a table from a verb to a list of words")
        return {verb: word_list(words, f"{self.name}.{key}.{verb}") for verb, words in inner.items()}


def word_list(value: object, entry: str) -> tuple[str, ...]:
    """The value as words. Raises RulesError naming the entry unless it is a list of non-empty strings."""
    if not isinstance(value, list) or not value:
        raise _fault(entry, f"found {value!r}", "expected a list of words")
    for word in value:
        if not isinstance(word, str) or not word.strip():
            raise _fault(entry, f"found {word!r} among the words", "expected words that are not empty")
    return tuple(value)


def _levels(data: dict[str, object]) -> tuple[LevelWords, ...]:
    entries, cities = data.get("levels"), _Table(data, "cities")
    if not isinstance(entries, list):
        raise _fault("levels", "no such list", "one [[levels]] table a level")
    found = []
    for entry in entries:
        name = entry.get("name")
        if name not in LEVELS:
            raise _fault("levels", f"found the level {name!r}", f"expected one of {'、'.join(LEVELS)}")
        first, place = (word_list(entry.get(key), f"levels.{name}.{key}") for key in ("first", "place"))
        found.append(LevelWords(name, first, (*place, *(cities.words(name) if name in cities.table else ()))))
    return tuple(found)


def _guards(lists: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """For a verb what matches behind it where no exception stands around it."""
    for verb, words in lists.items():
        for word in words:
            if word.count("~") != 1:
                raise _fault(f"verbs.except.{verb}", f"found {word!r}", "expected one ~ where the verb stands")
    parted = {verb: [word.partition("~") for word in words] for verb, words in lists.items()}
    return {verb: guard(verb, [(before, after) for before, _, after in words]) for verb, words in parted.items()}


def _kinds(verbs: _Table) -> dict[str, str]:
    kind_of: dict[str, str] = {}
    for kind in KINDS:
        for word in verbs.words(kind):
            if word in kind_of:
                raise _fault(
                    f"verbs.{kind}", f"found {word} also in verbs.{kind_of[word]}", "expected a verb in one list"
                )
            kind_of[word] = kind
    return kind_of


def _dated(levels: tuple[LevelWords, ...], titles: _Table) -> re.Pattern[str]:
    """A year that opens a clause, in front of a word of a level or the first word of a title."""
    names = (word for level in levels for word in (*level.first, *level.place))
    words = any_of((*names, *titles.words("yearly")))
    opens = r"[12Xx×*#](?<![^,,;;。、::))\s][12Xx×*#])(?:(?<=1)9|(?<=2)0|(?<=[Xx×])[Xx×]|(?<=\*)\*|(?<=#)#)"
    to = r"(?:年?[—\-~至到]{1,2}[\dXx×*#]{2,4})?"
    streak = r"(?:连续[二两三四五六七八九十\d]+(?:个?年度?|届|次))?"
    day = r"(?:\d{1,2}月份?(?:\d{1,2}日)?)?[,:]?"
    return re.compile(rf"{opens}[\dXx×*#]{{0,2}}{to}\s?年度?{day}{streak}\s?(?=[*#Xx×]{{0,4}}{words}|{PLACE_NAME})")


def _named(tails: _Table, verbs: _Table, block: _Table, who: _Table) -> str:
    """Behind a closing quotation mark: 称号 and the rest of its clause, where that holds the verb or names a winner."""
    until = f"(?:(?!{any_of(block.words('behind'))})[^,,。;;!?\\n“”的])"
    verb = any_of(verbs.words("behind"))
    called = any_of((*tails.words("called"), "牌匾", "奖牌"))
    rest = "[^,,。;;!?\\n“”]{0,30}"
    paraded = f"(?:、|等|的|…)*一(?:个|项|块|面|张|座|串|枚)+{called}{rest}"
    acts = f"(?=[,,。、;;((和等\\n]|{any_of(who.words('acts'))}|$)"
    person = f"(?:、[^,,。;;!?\\n“”的]{{2,12}}?)?[{who.words('surnames')[0]}][\u4e00-\u9fff]{{1,2}}{acts}"
    return f"(?:的?{called}{until}{{0,30}}?{verb}{rest}|{paraded}|(?:{called})?(?:获得者|得主){person})"


@cache
def load_rules(path: Path = RULES) -> HonorRules:
    """Read and check the rules. Raises RulesError naming the file, the entry and the remedy."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RulesError(path.name, f"not TOML ({error})", "expected tables of words", f"correct {path}") from error
    return _compile(data)


def _compile(data: dict[str, object]) -> HonorRules:
    verbs, titles, tails, block, count, bodies, who, lists = (
        _Table(data, name)
        for name in ("verbs", "titles", "tails", "block", "count", "bodies", "recipients", "announcements")
    )
    cities, words = _Table(data, "cities"), _Table(data, "level_exceptions")
    kept, places = words.words("keep"), (*cities.words("市"), *cities.words("省"))
    levels = _levels(data)
    kind_of, needs, guards = _kinds(verbs), verbs.lists("needs"), _guards(verbs.lists("except"))
    unknown = sorted({*needs, *guards} - kind_of.keys())
    if unknown:
        raise _fault("verbs", f"found needs or exceptions of {unknown[0]}", "expected only verbs that a list names")
    measures, people = any_of(count.words("measures")), any_of(count.words("people"))
    called = any_of(tails.words("called"))
    named = any_of(word for level in levels for word in (*level.first, *level.place))
    return HonorRules(
        anchor=anchor(kind_of, guards),
        kind_of=kind_of,
        dated=_dated(levels, titles),
        named=_named(tails, verbs, block, who),
        needs={verb: re.compile(any_of(words)) for verb, words in needs.items()},
        guards={verb: re.compile(pattern) for verb, pattern in guards.items() if len(verb) > 1},
        title_end=title_end(titles.words),
        further_end=further_end(titles.words, any_of((*tails.words("after"), *tails.words("joins")))),
        noun=re.compile(f"{any_of(titles.words('nouns'))}+"),
        noun_end=re.compile(f"{any_of(noun for noun in titles.words('nouns') if len(noun) > 1)}$"),
        any_noun_end=re.compile(f"{any_of(titles.words('nouns'))}$"),
        institution=re.compile(f"{any_of((*bodies.words('endings'), *bodies.words('institutions')))}$"),
        office=re.compile(f"{any_of(titles.words('offices'))}$"),
        graded=re.compile(any_of(titles.words("graded"))),
        praise=re.compile(any_of(titles.words("yearly"))),
        work_end=re.compile(f"{any_of(titles.words('works'))}$"),
        works_listed=re.compile(f"(?<={')等|(?<='.join(titles.words('works'))})等"),
        bare=re.compile(f".{{0,{AWARD_MARGIN}}}{any_of(titles.words('bare'))}"),
        contest=re.compile(f"(?:.*{any_of(titles.words('contests'))}(?!出))"),
        not_titles=frozenset(titles.words("not_titles")),
        tail=re.compile(f'$|{any_of(tails.words("after"))}|[))(([〔”"」』]|\\d|{NUMBER}(?:{measures}|次)'),
        called=re.compile(f"(?:等)?(?:[\\d一二三四五六七八九十]+[项个多余]*)?(?:集体|单位|光荣|的)?{called}"),
        called_word=re.compile(called),
        join=re.compile(any_of(tails.words("joins"))),
        joined=re.compile(f"{any_of(tails.words('joins'))}$"),
        lead=re.compile(any_of(tails.words("leads"))),
        block_before=re.compile(f"(?<!成功){any_of(block.words('before'))}(?!的)"),
        block_directly=re.compile(f"{any_of(block.words('directly_before'))}$"),
        block_build=re.compile(f"{any_of(block.words('before_build'))}|^{any_of(block.words('before_build_first'))}"),
        rule_opening=re.compile(f"(?:同时|并|还|要|且)?{any_of(block.words('rule_openings'))}"),
        block_after=re.compile(
            f'[”"」』]?(?:{called})?(?:的|这[一个])[\u4e00-\u9fff]{{0,4}}目标|{any_of(block.words("after"))}'
        ),
        opening=re.compile(any_of(block.words("openings"))),
        inside=re.compile(any_of(block.words("inside"))),
        not_stated=re.compile(any_of(block.words("not_stated"))),
        winners=re.compile(f'[”"」』]?(?:荣誉|光荣)?{called}的{any_of(block.words("winners"))}'),
        wish=re.compile(any_of((*block.words("before"), *block.words("inside"), "创建"))),
        announces=re.compile(any_of(lists.words("announces")) + "(?!时间|日期|人|机构|单位|者)"),
        proposed=re.compile(any_of(lists.words("proposed"))),
        own=re.compile(any_of(block.words("own"))),
        told=re.compile(any_of(block.words("told"))),
        event=re.compile(any_of(block.words("events"))),
        performs=re.compile(any_of(block.words("performs"))),
        counted=re.compile(f"(?<!第)(?<!\\d)({NUMBER}){people}(?!部|(?<=[处所])[副长处])"),
        among=re.compile(any_of(count.words("among"))),
        count_after=re.compile(
            f'[”"」』]?(?:荣誉)?(?:称号)?(?:的[共已]?(?:达到?|有|是))?[((]?(?:共|各|达|近)?{NUMBER}{measures}(?!(?:集体|光荣|金字)?(?:{called}|招牌|牌匾|奖牌|奖杯|奖状|锦旗|桂冠|证书))'
        ),
        count_end=re.compile(f"{NUMBER}{measures}$"),
        count_inside=re.compile(f"(?:[的等]{NUMBER}{measures}|\\d{measures}(?={named}))"),
        count_before=re.compile(f"(?:了|过)?(?:近|约|共|有)?{NUMBER}{measures}"),
        strong=re.compile(any_of(titles.words("strong"))),
        giver=re.compile(
            f"(?:.*[年月日])?([^年月日被我本该]{{1,30}}{any_of(bodies.words('endings'))})(?:目标|综合|年度|年终)*(?:[向给为对].{{1,16}})?"
        ),
        giving=re.compile(any_of(bodies.words("giving"))),
        given=re.compile(f"([^了“”]{{2,40}}?){any_of(bodies.words('given'))}的"),
        group=re.compile(f"{any_of(who.words('group'))}|{any_of(who.words('group_end'))}$"),
        person=re.compile(any_of(who.words("person"))),
        part=re.compile(any_of(who.words("part"))),
        persons=re.compile(f"[、和及与][^、,,]{{0,20}}?[{who.words('surnames')[0]}][\u4e00-\u9fff]{{1,2}}$"),
        town=re.compile(f"{any_of(who.words('towns'))}$"),
        of_town=re.compile(f"{any_of(who.words('of_towns'))}$"),
        level_word=re.compile(named),
        level_only=re.compile(f"(?:{named}级?、?)+"),
        level_first=re.compile(any_of(word for level in levels for word in level.first)),
        level_place=re.compile(any_of(word for level in levels for word in level.place)),
        level_of_word={word: level.name for level in levels for word in (*level.first, *level.place)},
        level_exception=level_exception(kept, words.words("words"), places, any_of(cities.words("not_before"))),
        level_kept=frozenset(kept),
    )

"""What sort of state a name says it is, in many languages: "Republik Burundi", "Belçika Krallığı", "جمهوری آنگولا".

An official name that no source has is found all the same if it is made of the sort that the state has by its own official name,
and of a name that the state is known by. A sort that it has not makes it the name of something else: the Republic of China is not
the People's Republic, nor was the German Democratic Republic the Federal one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cica.names.normalise import normalise

__all__ = ["parted", "sort_of", "words_of_sorts"]

# The words for each sort; before the name or after it, or with "…" on both sides of it. Adjectives that tell no two states apart
# belong to the plain sort.
WORDS = {
    "republic": (
        "republic|arab republic|bolivarian republic|co-operative republic|united republic|république|república|"
        "repubblica|republik|arabische republik|vereinigte republik|kooperative republik|cumhuriyeti|arap cumhuriyeti|"
        "birleşik cumhuriyeti|республика|арабская республика|республіка|республикасы|respublikasi|республикаси|"
        "respublikası|respublikasy|ҷумҳурии|جمهورية|جمهورية…العربية|جمهورية…المتحدة|جمهورية…الاتحادية|جمهوری|جمهوری عربی|"
        "جمهوری متحد|جمہوریہ|공화국|아랍 공화국|볼리바르 공화국|협동 공화국|연합 공화국|共和国|共和國|アラブ共和国|"
        "阿拉伯共和国|連合共和国|联合共和国|cộng hòa|गणराज्य|প্রজাতন্ত্র|สาธารณรัฐ|הרפובליקה של|សាធារណរដ្ឋ|république arabe|"
        "república árabe|república cooperativa|république coopérative|república bolivariana|república unida|"
        "république unie"
    ),
    "islamic republic": (
        "islamic republic|république islamique|república islámica|república islâmica|repubblica islamica|"
        "islamische republik|islam cumhuriyeti|исламская республика|ислам республикасы|islom respublikasi|"
        "islam respublikası|جمهورية…الإسلامية|جمهوری اسلامی|이슬람 공화국|イスラム共和国|伊斯兰共和国|伊斯蘭共和國|"
        "republik islam|cộng hòa hồi giáo"
    ),
    "people's republic": (
        "people's republic|république populaire|república popular|repubblica popolare|volksrepublik|halk cumhuriyeti|"
        "народная республика|халық республикасы|xalq respublikasi|xalq respublikası|جمهورية…الشعبية|جمهوری خلق|"
        "인민 공화국|人民共和国|人民共和國|republik rakyat|cộng hòa nhân dân"
    ),
    "democratic republic": (
        "democratic republic|république démocratique|república democrática|repubblica democratica|demokratische republik|"
        "demokratik cumhuriyeti|демократическая республика|demokratik respublikasi|جمهورية…الديمقراطية|"
        "جمهورية…الديموقراطية|جمهوری دموکراتیک|민주 공화국|民主共和国|民主共和國|republik demokratik|cộng hòa dân chủ"
    ),
    "federal republic": (
        "federal republic|federative republic|république fédérale|république fédérative|república federal|"
        "república federativa|repubblica federale|repubblica federativa|bundesrepublik|föderative republik|"
        "federal cumhuriyeti|федеративная республика|جمهورية…الاتحادية|جمهورية…الفيدرالية|جمهورية…الفدرالية|جمهوری فدرال|"
        "جمهوری فدراتیو|연방 공화국|連邦共和国|联邦共和国|聯邦共和國|republik federal"
    ),
    "socialist republic": (
        "socialist republic|république socialiste|república socialista|repubblica socialista|sozialistische republik|"
        "sosyalist cumhuriyeti|социалистическая республика|جمهورية…الاشتراكية|جمهوری سوسیالیستی|사회주의 공화국|"
        "社会主義共和国|社会主义共和国"
    ),
    "federal democratic republic": (
        "federal democratic republic|république fédérale démocratique|république démocratique fédérale|"
        "república federal democrática|república democrática federal|demokratische bundesrepublik|"
        "federal demokratik cumhuriyeti|demokratik federal cumhuriyeti|федеративная демократическая республика|"
        "جمهورية…الديمقراطية الاتحادية|جمهورية…الاتحادية الديمقراطية|جمهورية…الفدرالية الديموقراطية|"
        "جمهورية…الفيدرالية الديمقراطية|جمهوری فدرال دموکراتیک|연방 민주 공화국|連邦民主共和国|联邦民主共和国"
    ),
    "people's democratic republic": (
        "people's democratic republic|democratic people's republic|république démocratique populaire|"
        "république populaire démocratique|república democrática popular|república popular democrática|"
        "demokratische volksrepublik|demokratik halk cumhuriyeti|halk demokratik cumhuriyeti|"
        "народная демократическая республика|народно-демократическая республика|جمهورية…الديمقراطية الشعبية|"
        "جمهورية…الشعبية الديمقراطية|جمهوری دموکراتیک خلق|인민 민주 공화국|민주주의 인민 공화국|人民民主共和国|"
        "民主主義人民共和国|朝鲜民主主义人民共和国|人民民主主義共和国"
    ),
    "democratic socialist republic": (
        "democratic socialist republic|république démocratique socialiste|república democrática socialista|"
        "demokratische sozialistische republik|demokratik sosyalist cumhuriyeti|"
        "демократическая социалистическая республика|جمهورية…الديمقراطية الاشتراكية|جمهوری دموکراتیک سوسیالیستی|"
        "민주 사회주의 공화국|民主社会主義共和国|民主社会主义共和国"
    ),
    "kingdom": (
        "kingdom|hashemite kingdom|royaume|royaume hachémite|reino|reino hachemita|regno|königreich|"
        "haschemitisches königreich|krallığı|haşimi krallığı|королевство|хашимитское королевство|королівство|патшалығы|"
        "qirolligi|مملكة|المملكة|المملكة…الهاشمية|پادشاهی|پادشاهی…هاشمی|왕국|하심 왕국|王国|王國|ハシミテ王国|哈希姆王国|"
        "vương quốc|kerajaan|ราชอาณาจักร|ממלכת"
    ),
    "principality": "principality|principauté|principado|principato|fürstentum|prensliği|княжество|"
    "إمارة|شاهزاده نشین|공국|公国|公國",
    "grand duchy": (
        "grand duchy|grand-duché|gran ducado|grão-ducado|granducato|großherzogtum|büyük dükalığı|великое герцогство|"
        "دوقية…الكبرى|دوک نشین بزرگ|대공국|大公国|大公國"
    ),
    "state": "state|état|estado|stato|staat|devleti|государство|держава|دولة|دولت|국|国|國|negara|nhà nước|מדינת",
    "independent state": (
        "independent state|état indépendant|estado independiente|estado independente|unabhängiger staat|bağımsız devleti|"
        "независимое государство|دولة…المستقلة|독립국|独立国|独立国家"
    ),
    "plurinational state": (
        "plurinational state|état plurinational|estado plurinacional|plurinationaler staat|çokuluslu devleti|"
        "многонациональное государство|دولة…المتعددة القوميات|다민족국|多民族国"
    ),
    "sultanate": "sultanate|sultanat|sultanato|sultanlığı|султанат|سلطنة|سلطنت|술탄국|スルタン国|苏丹国",
    "commonwealth": "commonwealth|mancomunidad|comunidade|содружество|كومنولث|كومونولث|연방|国協",
    "union": "union|unión|união|unione|birliği|союз|اتحاد|연합|연방|連合|联盟",
}
LEAST = 4  # letters of a name: "Républ. du C" is not Úc, as Australia is called in Vietnamese
ENDS = 2  # letters by which the words are looked up
# What stands between the sort and the name, as normalised.
LINKS = (
    *("", "of", "d", "de", "du", "des", "del", "dela", "delas", "delos", "do", "da", "dos", "das", "di", "della", "dei"),
    *("der", "von", "vonden", "las", "los", "les", "la", "le", "l", "el"),
)


@cache
def _affixes() -> tuple[dict[str, list[tuple[str, str, str]]], dict[str, list[tuple[str, str, str]]]]:
    """What a normalised name begins and ends with that says its sort, and the sort, by the first or the last two letters."""
    before: dict[str, list[tuple[str, str, str]]] = {}
    after: dict[str, list[tuple[str, str, str]]] = {}
    for sort, words in WORDS.items():
        for word in words.split("|"):
            first, _, last = map(normalise, word.partition("…"))
            before.setdefault(first[:ENDS], []).append((first, last, sort))
            if not last:
                after.setdefault(first[-ENDS:], []).append(("", first, sort))
    return before, after


@cache
def words_of_sorts() -> frozenset[str]:
    """Every word that says a sort by itself, normalised."""
    return frozenset(
        normalise(word) for words in WORDS.values() for word in words.split("|") if " " not in word and "…" not in word
    )


def parted(form: str) -> Iterator[tuple[str, str]]:
    """The sort of state that a normalised name says, and the name that is left without it, wherever one may be.

    Examples
    --------
    >>> from cica.names.normalise import normalise
    >>> from cica.names.sorts import parted
    >>> ("islamic republic", "иран") in parted(normalise("Исламская Республика Иран"))
    True
    """
    before, after = _affixes()
    found = [affix for ends in (form[:1], form[:ENDS]) for affix in before.get(ends, ())]
    found += [affix for ends in (form[-1:], form[-ENDS:]) for affix in after.get(ends, ())]
    for first, last, sort in found:
        if form.startswith(first) and form.endswith(last) and len(form) > len(first) + len(last):
            rest = form[len(first) : len(form) - len(last)]
            for link in LINKS if first else ("",):
                if rest.startswith(link) and len(rest) - len(link) >= (LEAST if rest.isascii() else 1):
                    yield sort, rest[len(link) :]


def sort_of(official: str) -> str | None:
    """The sort of state that an official English name says.

    Examples
    --------
    >>> from cica.names.sorts import sort_of
    >>> sort_of("Islamic Republic of Iran"), sort_of("Argentine Republic"), sort_of("Japan")
    ('islamic republic', 'republic', None)
    """
    words = re.split(r"\s+of\s+", official.lower(), maxsplit=1)[0]
    every = [(english, sort) for sort, several in WORDS.items() for english in several.split("|") if english.isascii()]
    ends = [(len(english), sort) for english, sort in every if words == english or words.endswith(f" {english}")]
    return max(ends)[1] if ends else None

"""How alike the names of two persons are, as bags of words over every field they may stand in (domain.md §7.2).

Order and field do not count: chains of patronyms, names of usage, and names given in one field instead of
the other are usual. A word that half of a country bears says less than a rare one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from backoffice_gui.domain.names import absent, folded
from backoffice_gui.domain.sounds import joins, keys, query_keys, skeletons, unvowelled

__all__ = ["Likeness", "NameWord", "likeness", "name_words"]

_MOST_WORDS = 12
_CLOSE = 0.88
"""From here on two spellings may be one name (Jaro-Winkler)."""
_PARTICLES = frozenset(
    {
        *(
            "al",
            "el",
            "ul",
            "ben",
            "bin",
            "ibn",
            "bint",
            "de",
            "da",
            "do",
            "dos",
            "du",
            "des",
            "la",
            "le",
            "van",
            "von",
        ),
        *("der", "den", "di", "ould", "oulad", "oul", "bou", "abu", "abou", "ag", "ait", "y", "e", "et", "n", "d", "m"),
        *("o", "zu", "ter", "te", "san"),
    }
)
_COMMON_NAMES = (
    "mohamed ahmed ali hassan hussein mahmoud omar ibrahim youssef abdallah khaled said mustafa fatima aicha mariam"
    " khan ahmadi hosseini rezaei karimi diallo bah barry sow camara traore diarra coulibaly keita conde kone toure"
    " cisse sylla ndiaye fall diop mamadou amadou aminata aissatou fatoumata moussa issa oumar ousmane abdoulaye"
    " ibrahima alpha boubacar nguyen tran tesfay haile gebre mehari singh kaur islam begum hossain rahman miah"
    " yilmaz kaya demir ivanova petrova jean pierre marie joseph emmanuel paul blessing john zahra noori rahimi"
    " mohammadi azizi stanikzai safi ismail yusuf adam abdi hersi nur abakar hamid salah sulaiman"
)
_COMMON = frozenset(skeleton for name in _COMMON_NAMES.split() for skeleton in skeletons(name))
_COMMON_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name: its search form, the keys it has in an index and asks for, and how much it says (0–1)."""

    text: str
    keys: frozenset[str]
    asks: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two bags of words are.

    `share`: 0 to 1, the weight of what they have in common; `said`: how much that is, about 1 for each rare word;
    `spelled_alike`: every common word is written the same; `whole`: no word of the shorter one is left over.
    """

    share: float = 0.0
    said: float = 0.0
    spelled_alike: bool = False
    whole: bool = False


def _word(text: str, original: str) -> NameWord:
    skeleton = skeletons(original)
    common = bool(skeleton) and skeleton[-1] in _COMMON
    return NameWord(text, keys(original), query_keys(original), _COMMON_WEIGHT if common else 1.0)


def _latin(text: str) -> Iterable[NameWord]:
    words = tuple(folded(text).split())[:_MOST_WORDS]
    done = 0
    for first, behind, joined in [*joins(words), (len(words), len(words), "")]:
        yield from (_word(word, word) for word in words[done:first])
        if joined:
            yield _word(joined.removeprefix(words[first]) if words[first] in ("al", "el") else joined, joined)
        done = behind


def _other(chunks: list[str]) -> Iterable[NameWord]:
    """Words of scripts without vowels; a servant's name is one, as in Latin letters."""
    waiting = ""
    for chunk in chunks:
        text = folded(chunk).replace(" ", "")
        if text == "bd":
            waiting = chunk
        elif text:
            yield _word(folded(waiting) + text, waiting + chunk)
            waiting = ""


def name_words(names: Iterable[str]) -> tuple[NameWord, ...]:
    """The distinct words of some names, particles left out where there are others, absent names left out always."""
    found: dict[str, NameWord] = {}
    for name in names:
        if absent(name[:200]):
            continue
        chunks = name[:1000].split()
        for word in _latin(" ".join(chunk for chunk in chunks if not unvowelled(chunk))):
            found.setdefault(word.text, word)
        for word in _other([chunk for chunk in chunks if unvowelled(chunk)]):
            found.setdefault(word.text, word)
    words = list(found.values())[:_MOST_WORDS]
    telling = [word for word in words if word.text not in _PARTICLES]
    return tuple(telling or words)


def _alike(a: NameWord, b: NameWord) -> float:
    """How far two words are one name: 1 where they are written the same."""
    if a.text == b.text:
        return 1.0
    if a.asks & b.keys or b.asks & a.keys:
        return 0.96
    # Short words are one slip from many others; an initial stands for anything.
    if min(len(a.text), len(b.text)) < 5:
        return 0.0
    close = JaroWinkler.similarity(a.text, b.text, score_cutoff=_CLOSE)
    return close * 0.9 if close else 0.0


def likeness(a: tuple[NameWord, ...], b: tuple[NameWord, ...]) -> Likeness:
    """Compare two bags of words; each word is paired once, the best pairs first."""
    if not a or not b:
        return Likeness()
    pairs = sorted(
        ((alike, i, j) for i, one in enumerate(a) for j, other in enumerate(b) if (alike := _alike(one, other))),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    left, right, said, paired, exact = set(range(len(a))), set(range(len(b))), 0.0, 0.0, True
    for alike, i, j in pairs:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            weight = min(a[i].weight, b[j].weight)
            paired += weight
            said += alike * weight
            exact = exact and alike == 1.0
    if not said:
        return Likeness()
    unmatched = sorted((sum(a[i].weight for i in left), sum(b[j].weight for j in right)))
    # What the shorter name has over counts wholly, what the longer one has over a quarter: names are often left out.
    share = said / (paired + unmatched[0] + unmatched[1] / 4)
    return Likeness(share, said, exact, unmatched[0] == 0)

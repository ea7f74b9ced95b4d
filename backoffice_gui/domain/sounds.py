"""Keys under which the spellings of one name meet: *Мухаммед, Mohamed*; *عبد الله, Abdallah* (domain.md §7.2).

A key is what is left of a word when the habits of transliteration are taken away: its consonants, and
the colour of its last vowel, which alone tells *Mahmoud* from *Mohamed* and *Hussein* from *Hassan*.
Scripts that write no short vowels have consonants only; they meet words of other scripts by these,
while Latin words, which say more, meet each other by the finer key.

Keys are additional tokens for a full-text index. Each begins with a letter that `names.folded` never
writes, so that nobody's prefix search meets one by accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from backoffice_gui.domain.names import folded
from backoffice_gui.domain.remembered import remembered

__all__ = ["joins", "keys", "query_keys", "skeletons", "unvowelled"]

_FINE, _PLAIN_LATIN, _PLAIN_OTHER = "þ", "ða", "ðs"
"""First letters of keys: with vowels; consonants of a word with vowels; consonants of a word without any."""
_LONGEST = 8
_WORDS, _WORD = 60, 40
"""Of one text so many words have keys, and longer words have none: nobody finds a name by its hundredth word."""
_UNVOWELLED = re.compile(r"[\u0590-\u07ff\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")

# Names so frequent, and so differently written, that the rules below would part them.
_SAME = (
    (re.compile(r"m(?:ou|[aou])(?:kh?|g|h{1,2})[aou]mm?[aeo][dt]{1,2}"), "muhamad"),
    (re.compile(r"a(?:kh?|ch|h)m[aeo][dt]"), "ahmad"),
    (re.compile(r"[yij](?:ou|oo|[ou])ss?(?:ou|[eiou])(?:ff?|ph?|v)"), "yusuf"),
    (re.compile(r"[ie]?bra[hg][ie]m"), "ibrahim"),
    (re.compile(r"fath?[eiou]{0,2}m(?:ah?|eh?)"), "fatima"),
)
_ABD = re.compile(r"abd(?:ou|[aeiou])(?:l|([rsnzdt]))(\w{2,})")
_ABD_OPEN = re.compile(r"abd(?:ou|[aeiou])[lrsnzdt]")
_ARTICLE = re.compile(r"(?:al|el|ul|ur|ar|er|as|es|us|an|en|ad|ed|az|ez|at|et|oul|our)")
_WITH_ARTICLE = re.compile(r"[ae]l([b-df-hj-np-tv-z]\w{3,})")
_GOD = re.compile(r"[aeou]?ll?ah?")
_TO_NEXT = re.compile(r"[a-z]|al|el|abu|abou|abo")

_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"micha(?=e?l)", "mika"),
        (r"ch(?=[rl])", "k"),
        (r"s?ch|tch|sh|cz", "s"),
        (r"t[sz]", "s"),
        (r"d?zh|dj|dz", "j"),
        (r"ph", "f"),
        (r"kh", "h"),
        (r"([gdt])h", r"\1"),
        (r"gu(?=[ei])", "g"),
        (r"qu?|ck", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"v", "w"),
        (r"^ou(?=[aeiy])", "w"),
        (r"aou", "awu"),
        (r"ee", "i"),
        (r"oo|ou", "u"),
        (r"^ye(?!h)", "e"),
        (r"^wo(?=ld)", "we"),
        (r"(?<!^)y|^y(?![aeiou])", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)[ae]?h$|(?<=.[^aeiou])[ae]$|(?<=.[iou])[ae]$", ""),
    )
)
_VOWELS = re.compile(r"[aeiou]+")


def _sound(word: str) -> str:
    """The word after the rules: one letter a sound."""
    for pattern, canonical in _SAME:
        if pattern.fullmatch(word):
            word = canonical
            break
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word


def _colours(vowels: str) -> str:
    """The classes a group of vowels may belong to; `e` stands for two of them."""
    if "i" in vowels:
        return "i"
    if "e" in vowels:
        return "ai"
    return "u" if "o" in vowels or "u" in vowels else "a"


def _fine(word: str) -> Iterator[str]:
    """Consonants with the colour of the last vowel, and where there are few of them, of the first."""
    sound = _sound(word)
    groups = _VOWELS.findall(sound)
    consonants = _VOWELS.sub("", sound)
    opens = bool(groups) and sound.startswith(groups[0]) and len(consonants) < 4
    if len(consonants) < (1 if opens else 2):
        return
    for first in _colours(groups[0]) if opens else ("",):
        for last in _colours(groups[-1]) if groups else ("",):
            yield f"{_FINE}{first}{consonants[:_LONGEST]}{last}"


def _plain(word: str) -> str:
    """Consonants only; what may be a long vowel counts at the beginning alone."""
    consonants = re.sub(r"[aeiou]+|(?<!^)[wy]", "", _sound(word))
    return re.sub(r"(.)\1+", r"\1", consonants)[:_LONGEST]


def _joined(word: str, rest: tuple[str, ...]) -> tuple[int, str] | None:
    """How many words behind this one are written as one with it, and that word."""
    if not rest:
        return None
    if word == "abd" and len(rest) > 1 and _ARTICLE.fullmatch(rest[0]):
        return 2, f"abdal{rest[1]}"
    if word == "abd" and (bound := _WITH_ARTICLE.fullmatch(rest[0])):
        return 1, f"abdal{bound[1]}"
    if word == "abd" and _GOD.fullmatch(rest[0]):
        return 1, "abdallah"
    if _ABD_OPEN.fullmatch(word):
        return 1, f"abdal{rest[0]}"
    if _TO_NEXT.fullmatch(word) and len(rest[0]) > 2:
        return 1, word + rest[0]
    return None


def joins(words: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Folded words that many write as one: the first, the one behind the last, and the joined word.

    *n diaye* is *ndiaye*, *al hassan* is *alhassan*, and a servant's name has one form, however its
    article is bound: *abd al rahman*, *abdul rahman* and *abderrahmane* all begin with `abdal`.
    """
    index = 0
    while index < len(words):
        found = _joined(words[index], words[index + 1 : index + 3])
        if found:
            yield index, index + 1 + found[0], found[1]
        index += 1 + (found[0] if found else 0)


def _forms(word: str) -> tuple[str, ...]:
    """A Latin word in its canonical forms: a servant's name rebuilt, and a name without its bound article too."""
    servant = _ABD.fullmatch(word)
    if servant:
        return (f"abdal{servant[1] or ''}{servant[2]}",)
    bound = _WITH_ARTICLE.fullmatch(word)
    return (word, bound[1]) if bound else (word,)


@remembered(8_192)
def _latin(word: str) -> tuple[frozenset[str], str]:
    """The fine keys of a folded word, and its consonants."""
    if not word.isalpha() or word == "abd" or _ARTICLE.fullmatch(word):
        return frozenset(), ""
    forms = _forms(word)
    return frozenset(key for form in forms for key in _fine(form)), _plain(forms[-1])


def unvowelled(text: str) -> bool:
    """Whether it has letters of a script that leaves out vowels: Hebrew, Arabic, Syriac and their kin."""
    return _UNVOWELLED.search(text) is not None


def _spoken(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The folded words of scripts with vowels, and of those without."""
    latin: list[str] = []
    other: list[str] = []
    for chunk in text.split()[:_WORDS]:
        words = [word for word in folded(chunk).split()[:_WORDS] if len(word) <= _WORD]
        (other if unvowelled(chunk) else latin).extend(words)
    return tuple(latin[:_WORDS]), tuple(other[:_WORDS])


def _bound(words: tuple[str, ...]) -> tuple[str, ...]:
    """Unvowelled words, and those that many write as one: `bd llh`, `bd lrhmn`."""
    pairs = pairwise(words)
    return (*words, *(word + after for word, after in pairs if word == "bd" and after[0] == "l"))


def _with_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words, *(joined for _, _, joined in joins(words)))


def _consonants(words: Iterable[str]) -> Iterator[str]:
    """Of unvowelled words: what is written, also without what may be the article."""
    for word in words:
        # With a vowel behind it, the first letter is heard as a consonant, which it is.
        spelled = word[0] + "a" + word[1:] if word[0] in "wy" else word
        if plain := _plain(spelled):
            yield plain
        if len(word) > 3 and word[0] == "l" and (plain := _plain(word[1:])):
            yield plain


def keys(text: str) -> frozenset[str]:
    """What to put into the index beside the folded words of a name (or of several): about three short tokens a word."""
    latin, other = _spoken(text)
    found: set[str] = set()
    for word in _with_joined(latin):
        fine, plain = _latin(word)
        found |= fine
        if plain:
            found.add(_PLAIN_LATIN + plain)
    found.update(_PLAIN_OTHER + plain for plain in _consonants(_bound(other)))
    return frozenset(found)


def query_keys(text: str) -> frozenset[str]:
    """Any of which, in the index, is a name that may be the one looked for.

    Words with vowels meet such words by their fine keys, and words without by consonants.
    """
    latin, other = _spoken(text)
    found: set[str] = set()
    for word in _with_joined(latin):
        fine, plain = _latin(word)
        found |= fine
        if plain:
            found.add(_PLAIN_OTHER + plain)
    for plain in _consonants(_bound(other)):
        found |= {_PLAIN_OTHER + plain, _PLAIN_LATIN + plain}
    return frozenset(found)


def skeletons(text: str) -> tuple[str, ...]:
    """The consonants of each word of a name, whatever its script, in order; articles, and words written as one, joined.

    Coarser than `keys`: *Mahmoud* and *Mohamed* are one. For finding candidates that are then compared.
    """
    latin, other = _spoken(text)
    parts = list(latin)
    for first, behind, joined in joins(latin):
        parts[first:behind] = [joined, *[""] * (behind - first - 1)]
    found = [_latin(word)[1] for word in parts]
    bound = _bound(other)
    found += [next(_consonants([word]), "") for word in (bound[len(other) :] or other)]
    return tuple(each for each in found if each)

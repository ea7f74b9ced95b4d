"""Whether two declarations may be of one person: a score, with the reasons for it in code words; never a decision.

Each reason adds or takes away points, and an agent sees them all. Nothing is merged on a score: the
program proposes, a person decides (domain.md §7.2, §7.3; GDPR art. 22).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations

from backoffice_gui.domain.dates import PartialDate
from backoffice_gui.domain.identifiers import foreigner_number, ofpra_number
from backoffice_gui.domain.identity import Identity
from backoffice_gui.domain.likeness import Likeness, NameWord, likeness, name_words
from backoffice_gui.domain.names import folded
from backoffice_gui.domain.sounds import skeletons

__all__ = [
    "LIKELY",
    "REASONS",
    "SURE",
    "Match",
    "Profile",
    "Reason",
    "blocking_keys",
    "compare",
    "duplicate_of",
    "lookup_keys",
    "profile",
    "repeat_of",
    "score",
]

LIKELY, SURE = 70, 95
"""From `LIKELY` on two persons are proposed as one; from `SURE` on the proposal says so without a doubt."""

REASONS = (
    *("same_ofpra_number", "other_ofpra_number", "same_foreigner_number", "other_foreigner_number"),
    *("same_names", "names_spelled_differently", "some_names", "other_names"),
    *("same_birth", "same_birth_administrative", "birth_swapped", "birth_near", "birth_compatible", "other_birth"),
    *("same_birth_place", "same_birth_country", "other_birth_country", "same_nationality", "other_nationality"),
    "other_sex",
)
"""Every code word of a reason: the rim has a sentence for each."""

# Countries that were one when people living today were born there, or whose borders moved over them.
_ONE_COUNTRY = (
    frozenset(["SU", "RU", "UA", "BY", "MD", "GE", "AM", "AZ", "KZ", "UZ", "TM", "KG", "TJ", "EE", "LV", "LT"]),
    frozenset(["YU", "RS", "ME", "BA", "HR", "SI", "MK", "XK", "CS"]),
    frozenset(["SD", "SS"]),
    frozenset(["ER", "ET"]),
    frozenset(["IN", "PK", "BD"]),
    frozenset(["IL", "PS", "JO"]),
    frozenset(["CN", "XZ"]),
    frozenset(["CS", "CZ", "SK"]),
)
_YEARS_ASKED = 1


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground for or against: a code word of `REASONS`, and its points."""

    code: str
    weight: int


@dataclass(frozen=True, slots=True)
class Match:
    """How likely two declarations are of one person, 0 to 100; the heaviest reason first."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The reasons' code words."""
        return tuple(reason.code for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Profile:
    """An identity prepared for many comparisons."""

    words: tuple[NameWord, ...]
    birth: PartialDate | None
    birth_declared: bool
    place: str
    country: str
    nationalities: frozenset[str]
    sex: str
    ofpra: str
    foreigner: str


def profile(identity: Identity) -> Profile:
    """Prepare an identity: numbers, places and names in their compared forms."""
    return Profile(
        words=name_words((identity.family_name, identity.used_name, *identity.given_names[:20])),
        birth=identity.birth_date,
        birth_declared=identity.birth_date_declared is True,
        place=folded(identity.birth_place[:200]),
        country=identity.birth_country.strip().upper()[:2],
        nationalities=frozenset(each.strip().upper() for each in identity.nationalities if len(each.strip()) == 2),
        sex=identity.sex if identity.sex in ("F", "M") else "",
        ofpra=ofpra_number(identity.ofpra_number).key,
        foreigner=foreigner_number(identity.foreigner_number).key,
    )


def _numbers(a: Profile, b: Profile) -> list[Reason]:
    found = []
    for one, other, name in ((a.ofpra, b.ofpra, "ofpra_number"), (a.foreigner, b.foreigner, "foreigner_number")):
        if one and other:
            found.append(Reason(f"same_{name}", 70) if one == other else Reason(f"other_{name}", -25))
    return found


def _names(alike: Likeness) -> Reason:
    if alike.share < 0.3:
        return Reason("other_names", -30)
    # Two rare words, or four frequent ones, say all that names can say.
    points = round(60 * (alike.share - 0.3) / 0.7 * min(1.0, 0.4 + 0.3 * alike.said))
    if not alike.whole or alike.share < 0.7:
        return Reason("some_names", points)
    return Reason("same_names" if alike.spelled_alike else "names_spelled_differently", points)


def _administrative(birth: PartialDate) -> bool:
    """1 January and 31 December stand for "unknown" in many offices of the world."""
    return (birth.month, birth.day) in ((1, 1), (12, 31))


def _days_apart(a: PartialDate, b: PartialDate) -> int | None:
    """Between two whole dates."""
    if a.partial or b.partial:
        return None
    days = [date(int(each.year), each.month or 1, each.day or 1) for each in (a, b)]
    return abs((days[0] - days[1]).days)


def _years_apart(a: str, b: str) -> int:
    """At least so many years, whatever the unknown digits are."""
    low = [int(year.replace("X", "0")) for year in (a, b)]
    high = [int(year.replace("X", "9")) for year in (a, b)]
    return max(0, low[0] - high[1], low[1] - high[0])


def _birth(a: PartialDate | None, b: PartialDate | None, *, declared: bool) -> Reason | None:
    """What two dates of birth say; unknown parts say nothing, other calendars are a day or a year out."""
    if a is None or b is None:
        return None
    weak = _administrative(a) or _administrative(b)
    parts = (a.month, a.day), (b.month, b.day)
    years = _years_apart(a.year, b.year)
    if a.partial or b.partial:
        fits = years == 0 and all(
            one is None or other is None or one == other for one, other in zip(*parts, strict=True)
        )
        if fits:
            return Reason("birth_compatible", 12 if "X" not in a.year + b.year else 5)
    elif years == 0:
        if parts[0] == parts[1]:
            return Reason("same_birth_administrative", 15) if weak else Reason("same_birth", 30)
        if parts[0] == parts[1][::-1]:
            return Reason("birth_swapped", 20)
    if _days_apart(a, b) in (1, 2):
        return Reason("birth_near", 15)
    if weak and years <= 1:
        return Reason("birth_near", 6)
    if years == 1 and parts[0] == parts[1] and not a.partial:
        return Reason("birth_near", 15)
    against = 15 if years == 0 else 25 if years <= 2 else 40
    return Reason("other_birth", -(against // 2 if declared or a.doubtful or b.doubtful else against))


def _one_country(a: str, b: str) -> bool:
    return a == b or any(a in group and b in group for group in _ONE_COUNTRY)


def _origin(a: Profile, b: Profile) -> list[Reason]:
    found = []
    if a.place and b.place and (a.place == b.place or set(skeletons(a.place)) & set(skeletons(b.place))):
        found.append(Reason("same_birth_place", 8))
    if a.country and b.country:
        same = _one_country(a.country, b.country)
        found.append(Reason("same_birth_country", 3) if same else Reason("other_birth_country", -10))
    if a.nationalities and b.nationalities:
        same = any(_one_country(one, other) for one in a.nationalities for other in b.nationalities)
        found.append(Reason("same_nationality", 2) if same else Reason("other_nationality", -5))
    if a.sex and b.sex and a.sex != b.sex:
        found.append(Reason("other_sex", -20))
    return found


def compare(a: Profile, b: Profile) -> Match:
    """Compare two prepared identities; the same in both orders."""
    declared = a.birth_declared or b.birth_declared
    birth = _birth(a.birth, b.birth, declared=declared)
    reasons = [*_numbers(a, b), *([birth] if birth else []), *_origin(a, b)]
    if a.words and b.words:
        reasons.append(_names(likeness(a.words, b.words)))
    total = sum(reason.weight for reason in reasons)
    codes = {reason.code for reason in reasons}
    if codes & {"same_ofpra_number", "same_foreigner_number"}:
        # A number is decisive, unless names and birth both say otherwise: then it was mistyped, or lent.
        against = codes & {"other_names", "other_birth"}
        total = max(total, SURE if not against else LIKELY if len(against) == 1 else 0)
    ordered = sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.code))
    return Match(max(0, min(100, total)), tuple(ordered))


def score(a: Identity, b: Identity) -> Match:
    """Compare two identities as declared."""
    return compare(profile(a), profile(b))


def duplicate_of(match: Match, *, same_wish: bool, days: int, within: int = 30) -> bool:
    """Whether a request is proposed as a duplicate: likely one person, the same wish, `days` after the earlier one.

    One answer will do for both.
    """
    return match.score >= LIKELY and same_wish and 0 <= days <= within


def repeat_of(match: Match, *, same_wish: bool, days: int, within: int = 30) -> bool:
    """Whether it is proposed as a repeat: likely one person, the same wish, later; what was answered then helps."""
    return match.score >= LIKELY and same_wish and days > within


def _pairs(identity: Identity) -> list[str]:
    """Pairs of name skeletons, in no order; a single word stands with itself."""
    names = (identity.family_name, identity.used_name, *identity.given_names[:6])
    found = sorted({skeleton for name in names for skeleton in skeletons(name[:200])})[:6]
    return [f"{one}+{other}" for one, other in combinations(found, 2)] or [f"{one}+" for one in found]


def _year(birth: PartialDate | None) -> int | None:
    return None if birth is None or "X" in birth.year else int(birth.year)


def _certain(identity: Identity) -> set[str]:
    """Numbers, and a whole date that is nobody's by default."""
    found = set()
    if key := ofpra_number(identity.ofpra_number).key:
        found.add(f"o:{key}")
    if key := foreigner_number(identity.foreigner_number).key:
        found.add(f"f:{key}")
    birth = identity.birth_date
    if birth is not None and not birth.partial and not _administrative(birth):
        found.add(f"b:{birth.year}{birth.month:02}{birth.day:02}")
    return found


def blocking_keys(identity: Identity) -> frozenset[str]:
    """Under which a person is stored as a candidate: about five short texts, to be indexed.

    Numbers; the whole date of birth; two names with the year of birth.
    """
    year = _year(identity.birth_date)
    return frozenset(_certain(identity) | {f"n:{pair}:{year or ''}" for pair in _pairs(identity)})


def lookup_keys(identity: Identity) -> frozenset[str]:
    """Under which candidates are looked for: those of `blocking_keys`, with the years beside, and without a year.

    Who shares none of them is not worth comparing.
    """
    year = _year(identity.birth_date)
    years = [""] if year is None else ["", *(str(year + n) for n in range(-_YEARS_ASKED, _YEARS_ASKED + 1))]
    return frozenset(_certain(identity) | {f"n:{pair}:{each}" for pair in _pairs(identity) for each in years})

"""Invented people: obviously invented, and as various as those who will come.

Every family name carries the marker DÉMO or EXEMPLE, whatever its script; telephone numbers are of
the ranges kept for fiction, addresses of towns that don't exist, mail of `example` domains.
Names without given names, single names, chains of patronyms, partial dates (EDTF level 1).
"""

from __future__ import annotations

import random
from dataclasses import dataclass

__all__ = ["Person", "address", "email", "partial_date", "person", "phone"]


@dataclass(frozen=True, slots=True)
class _Origin:
    country: str
    language: str
    family: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    places: tuple[str, ...]


_ROWS = (
    # country and language; family names; women's and men's given names; places: each list by commas
    ("AF prs", "احمدزی, Ahmadzai, کریمی", "فاطمه, Zahra, Maryam", "محمد, Najib, Abdul Rahman", "کابل, Herat"),
    ("SY ar", "الحسيني, Al-Hourani, حداد", "سارة, Rania, ليلى", "يوسف, Khaled, عبد الله", "دمشق, Alep"),
    ("SD ar", "أبو القاسم, Abdelkarim, عثمان", "أميرة, Hawa", "إدريس, Ibrahim Adam", "الخرطوم, Nyala"),
    ("ER ti", "ገብረመድህን, Tesfamariam, ሃይለ", "ሰላም, Helen, ርግአት", "ዮናስ, Filmon, ተስፋይ", "ኣስመራ, Keren"),
    ("ET am", "በቀለ, Wolde-Giorgis", "ሀና, Tigist", "አበበ, Dawit", "አዲስ አበባ, Jimma"),
    ("BD bn", "রহমান, Chowdhury, আক্তার", "সুমাইয়া, Nasrin", "করিম, Md. Shahin", "ঢাকা, Sylhet"),
    ("LK ta", "செல்வராஜா, Sivakumaran", "கவிதா, Tharsini", "முருகன், Kajan", "யாழ்ப்பாணம், Jaffna"),
    ("CN zh", "王, Zhang, 欧阳", "秀英, Xiaoli", "建国, Wei", "北京, Lhassa"),
    ("UA uk", "Шевченко, Kovalenko, Лисенко", "Оксана, Iryna", "Микола, Oleh", "Харків, Marioupol"),
    ("RU ru", "Хасанов, Magomedova, Щеглов", "Зарема, Aminat", "Руслан, Timur", "Грозный, Makhatchkala"),
    ("GE ka", "ბერიძე, Kvaratskhelia", "ნინო, Tamar", "გიორგი, Levan", "თბილისი, Koutaïssi"),
    ("AM hy", "Պետրոսյան, Sargsyan", "Անի, Mariam", "Հակոբ, Vahagn", "Երևան, Gumri"),
    ("TR tr", "Yıldırım, Öğüt, Şahin", "Gülşen, Zeynep", "İsmail, Çağrı", "Diyarbakır, Şırnak"),
    (
        "CD fr",
        "Ngalula, Mbuyi wa Mbuyi, Tshisekedi",
        "Béatrice, Marie-Noëlle",
        "Jean-Bosco, Dieudonné",
        "Kinshasa, Goma",
    ),
    ("GN fr", "Diallo, Camara, Baldé", "Fatoumata Binta, Aïssatou", "Mamadou Saliou, Thierno", "Conakry, Labé"),
    ("SO so", "Cabdi Xasan Maxamed, Warsame Nuur", "Caasha, Hodan", "Yuusuf, Maxamed", "Muqdisho, Kismaayo"),
    ("IN ml", "തോമസ്, Nair", "ലക്ഷ്മി, Anjali", "കൃഷ്ണൻ, Arun", "കൊച്ചി, Kozhikode"),
    ("VN vi", "Nguyễn, Trần Thị", "Ánh Tuyết, Ngọc", "Đức, Minh Quân", "Huế, Hải Phòng"),
    ("AL sq", "Hoxhaj, Çela", "Arbënita, Blerta", "Gëzim, Ardit", "Shkodër, Vlorë"),
    ("HT ht", "Saint-Fleur, Jean-Baptiste", "Roselène, Widline", "Jean-Rony, Évens", "Port-au-Prince, Jérémie"),
)


def _origin(row: tuple[str, str, str, str, str]) -> _Origin:
    country, language = row[0].split()
    family, women, men, places = (tuple(name.strip() for name in names.split(",")) for names in row[1:])
    return _Origin(country, language, family, women, men, places)


_ORIGINS = tuple(map(_origin, _ROWS))

_MARKERS = ("DÉMO", "EXEMPLE")
_STREETS = ("rue de l’Exemple", "avenue de la Démonstration", "impasse des Données-Fictives", "boulevard du Modèle")
_TOWNS = (
    ("99001", "EXEMPLE-SUR-SEINE"),
    ("99013", "DÉMO-LES-BAINS"),
    ("99069", "MODÈLEVILLE"),
    ("99974", "SAINT-EXEMPLE"),
)
_HOSTS = ("ASSOCIATION EXEMPLE", "SPADA DÉMO", "FOYER DU MODÈLE", "CCAS DE MODÈLEVILLE")


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person: the members of an *identity* (protocol §6), and the language of the forms."""

    identity: dict[str, object]
    language: str

    @property
    def family_name(self) -> str:
        """The family name, with its marker."""
        return str(self.identity["family_name"])

    @property
    def given_names(self) -> list[str]:
        """None, one or several."""
        given = self.identity["given_names"]
        return list(given) if isinstance(given, list) else []


def partial_date(rng: random.Random, first: int, last: int) -> str:
    """A date of EDTF level 1: whole, without its day, or a year alone; 1 January more often than others."""
    year, shape = rng.randint(first, last), rng.random()
    if shape < 0.12:
        return f"{year}-XX-XX"
    if shape < 0.24:
        return f"{year}-{rng.randint(1, 12):02}-XX"
    if shape < 0.36:
        return f"{year}-01-01"
    return f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def person(rng: random.Random) -> Person:
    """Somebody who does not exist."""
    origin = rng.choice(_ORIGINS)
    sex = rng.choices(("F", "M", "X", None), (47, 47, 2, 4))[0]
    pool = origin.men if sex == "M" else origin.women
    family = f"{rng.choice(origin.family)} {rng.choice(_MARKERS)}"
    shape = rng.random()
    given = [] if shape < 0.08 else rng.sample(pool, k=min(len(pool), 1 if shape < 0.75 else 2))
    nationalities = [origin.country]
    if rng.random() < 0.06:
        nationalities.append(rng.choice(_ORIGINS).country)
    elif rng.random() < 0.03:
        nationalities = []
    identity: dict[str, object] = {
        "family_name": family,
        "used_name": f"{rng.choice(origin.family)} {rng.choice(_MARKERS)}" if rng.random() < 0.2 else "",
        "given_names": given,
        "sex": sex,
        "birth_date": partial_date(rng, 1938, 2007),
        "birth_date_declared": rng.random() < 0.3,
        "birth_place": rng.choice(origin.places),
        "birth_country": origin.country,
        "nationalities": nationalities,
        "ofpra_number": f"99{rng.randint(0, 9_999_999):07}",
        "foreigner_number": f"99{rng.randint(0, 99_999_999):08}" if rng.random() < 0.8 else "",
    }
    return Person(identity, origin.language)


def phone(rng: random.Random) -> str:
    """A number of the ranges kept for fiction, as somebody types it."""
    digits = f"{rng.randint(0, 9999):04}"
    shape = rng.choice(("06 39 98 {} {}", "+33 6 39 98 {} {}", "01.99.00.{}.{}", "0639 98{}{}", ""))
    return shape.format(digits[:2], digits[2:])


def email(rng: random.Random) -> str:
    """An address of a domain that can't be anybody's."""
    if rng.random() < 0.15:
        return ""
    return (
        f"demo.{rng.randint(1, 99_999)}@{rng.choice(('example.org', 'example.com', 'exemple.example', 'démo.example'))}"
    )


def address(rng: random.Random, who: Person) -> dict[str, object]:
    """A postal address of at most six lines, at home or domiciled with an association."""
    postcode, town = rng.choice(_TOWNS)
    name = " ".join([who.family_name, *who.given_names])
    street = f"{rng.randint(1, 199)}{rng.choice(('', '', ' bis'))} {rng.choice(_STREETS)}"
    domiciled = rng.random() < 0.4
    host = {"organisation": rng.choice(_HOSTS), "box": str(rng.randint(1, 4000)) if rng.random() < 0.8 else ""}
    lines = [name]
    if domiciled:
        lines.append(f"CHEZ {host['organisation']}")
    elif rng.random() < 0.5:
        lines.append(f"Appartement {rng.randint(1, 60)}, bâtiment {rng.choice('ABCD')}")
    lines.append(street)
    return {
        "lines": lines,
        "postcode": postcode,
        "town": town,
        "country": "FR",
        "domiciliation": host if domiciled else None,
    }

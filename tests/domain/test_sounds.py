from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.sounds import joins, keys, query_keys, skeletons, unvowelled

ONE_NAME = """
Мухаммед Mohamed Muhammad Mohammad Mouhamed Mohammed Магомед محمد Mahomed
Mahmoud Mahmud Mahmood Mehmood محمود
Abdallah Abdullah Abdoullah عبدالله Абдулла
Abderrahmane Abdurrahman Abdulrahman Abdelrahman Абдурахман عبدالرحمن
Youssef Yusuf Youssouf Юсуп Yousif يوسف Yosef ዮሴፍ
Hassan Hasan Хасан Hassane حسن
Hussein Hossein Husain Hüseyin Houssein حسين Хусейн
Şükrü Sukru Şukru
Tesfay Tesfai Tesfaye ተስፋይ
Welde Wolde ወልደ
Gebremedhin Ghebremedhin ገብረመድህን
Ahmed Ahmad Akhmed Ахмад Ahmet احمد
Khaled Khalid Halid خالد
Ibrahim Brahim Ebrahim Ibrahima إبراهيم Ибрагим
Ismail Esmail Ismaël إسماعيل
Omar Umar Oumar Omer عمر
Ali Aly علي
Fatima Fatma Fatemeh Fatimah فاطمة
Aicha Aisha Ayesha Aïcha عائشة
Mariam Maryam Meryem Miriam مريم
Djamel Jamal Djamal Jamel
Said Saïd Saeed سعيد
Souleymane Suleiman Sulaiman Süleyman
Mostafa Moustapha Mustafa Mustapha
Sergey Sergei Serguei Сергей
Aleksandr Alexandre Alexander Александр
Dmitri Dmitry Dimitri Дмитрий
Elena Yelena Елена Eléna
Daoud Dawud Dawood Davud
Walid Oualid Valid
Noor Nour Nur نور
Giorgi გიორგი Georgi
Rashid Rachid Rasheed Raşid راشد
Nasser Nasir Naser
Haile Hayle ኃይለ
Qasim Kassem Kasim
Yahya Yahia Yehya
Phuong Fuong
""".strip().splitlines()


@pytest.mark.parametrize("line", ONE_NAME)
def test_spellings_of_one_name_meet(line: str) -> None:
    """Whichever is stored, and whichever is typed."""
    for stored, typed in combinations(line.split(), 2):
        assert keys(stored) & query_keys(typed), (stored, typed)
        assert keys(typed) & query_keys(stored), (typed, stored)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abd al-Rahman", "Abderrahmane"),
        ("abdul rahman", "Abderrahmane"),
        ("Abd Elkader", "Abdelkader"),
        ("Abd Allah", "Abdallah"),
        ("عبد الله", "Abdallah"),
        ("عبد الرحمن", "Abderrahmane"),
        ("الحسن", "Hassan"),
        ("N’Diaye", "Ndiaye"),
        ("Abu Bakr", "Aboubacar"),
        ("El Hassan", "Alhassan"),
    ],
)
def test_names_written_as_one_word_or_several_meet(one: str, other: str) -> None:
    """Articles and the servant's *abd* are bound in many ways."""
    assert keys(one) & query_keys(other)
    assert keys(other) & query_keys(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohamed", "Mahmoud"),
        ("Hassan", "Hussein"),
        ("Ali", "Omar"),
        ("Salim", "Salam"),
        ("Amir", "Omar"),
        ("Saad", "Said"),
    ],
)
def test_names_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    """A search for one must not list the other."""
    assert not keys(one) & query_keys(other)


def test_what_is_written_as_one() -> None:
    """First, behind the last, and the joined word."""
    assert list(joins(("x", "diaye", "abd", "al", "rahman", "abdel", "karim", "abd", "allah"))) == [
        *((0, 2, "xdiaye"), (2, 5, "abdalrahman"), (5, 7, "abdalkarim"), (7, 9, "abdallah")),
    ]
    assert list(joins(("abd",))) == []


def test_skeletons_are_one_a_word() -> None:
    """Coarser than keys, in the order of the words."""
    assert skeletons("Mohamed Al Démo") == ("mhmd", "dm")
    assert skeletons("Mahmoud") == skeletons("محمود") == ("mhmd",)
    assert skeletons("عبد الله") == skeletons("Abdallah") == ("bdl",)


@given(st.text(st.characters()))
def test_any_text_has_keys_that_no_prefix_search_meets(text: str) -> None:
    """Total; each begins with a letter no search form has, and is short; the index meets what was indexed."""
    for found in (keys(text), query_keys(text)):
        assert all(key[0] in "þð" and key[1:].isascii() and len(key) <= 12 for key in found)
    if any(key.startswith(("þ", "ðs")) for key in keys(text)):
        assert keys(text) & query_keys(text)
    assert all(each.isascii() for each in skeletons(text))
    assert unvowelled(text) or not any(key.startswith("ðs") for key in keys(text))


def test_a_name_without_end_has_few_keys() -> None:
    """An index is not filled by one form."""
    assert len(keys(" ".join(f"mot{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}k" for n in range(3_000)))) < 250
    assert keys("a" * 10_000) == frozenset()

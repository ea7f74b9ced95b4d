from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backoffice_gui.domain.identity import Address
from backoffice_gui.domain.reach import REACH_WARNINGS, address_key, email, phone


@pytest.mark.parametrize(
    ("raw", "key", "shown", "warnings"),
    [
        ("06 12 34 56 78", "+33612345678", "06 12 34 56 78", ()),
        ("+33 (0)6.12.34.56.78", "+33612345678", "06 12 34 56 78", ()),
        ("0033612345678", "+33612345678", "06 12 34 56 78", ()),
        ("٠٦١٢٣٤٥٦٧٨", "+33612345678", "06 12 34 56 78", ()),
        ("0690 12 34 56", "+590690123456", "0690 12 34 56", ()),
        ("01 99 00 12 34", "+33199001234", "01 99 00 12 34", ("phone_no_sms",)),
        ("+93 70 123 4567", "+93701234567", "+93 70 123 4567", ("phone_foreign",)),
        ("12", "12", "12", ("phone_odd",)),
        ("0612345678 / 0712345678", "06123456780712345678", "0612345678 / 0712345678", ("phone_odd",)),
        ("sans", "sans", "sans", ("phone_odd",)),
        ("", "", "", ()),
    ],
)
def test_phones(raw: str, key: str, shown: str, warnings: tuple[str, ...]) -> None:
    """One number has one key, however it was typed; what is odd is kept and said."""
    reach = phone(raw)
    assert (reach.raw, reach.key, reach.shown, reach.warnings) == (raw, key, shown, warnings)


@pytest.mark.parametrize(
    ("raw", "key", "shown", "warnings"),
    [
        ("Ali.Exemple@Exemple.TEST", "ali.exemple@exemple.test", "Ali.Exemple@Exemple.TEST", ()),
        (" ali@exemple.test\n", "ali@exemple.test", "ali@exemple.test", ()),
        ("é@münchen.exemple.test", "é@xn--mnchen-3ya.exemple.test", "é@münchen.exemple.test", ()),
        ("ali@gmial.com", "ali@gmial.com", "ali@gmial.com", ("email_domain_doubtful",)),
        ("ali@ymail.com", "ali@ymail.com", "ali@ymail.com", ()),
        ("ali@localhost", "ali@localhost", "ali@localhost", ("email_odd",)),
        ("ali exemple.test", "aliexemple.test", "ali exemple.test", ("email_odd",)),
        ("", "", "", ()),
    ],
)
def test_emails(raw: str, key: str, shown: str, warnings: tuple[str, ...]) -> None:
    """Compared without case; the local part is shown as it was typed."""
    reach = email(raw)
    assert (reach.raw, reach.key, reach.warnings) == (raw, key, warnings)
    assert reach.shown.casefold() == shown.casefold()


@given(
    st.text(st.characters())
    | st.from_regex(r"[+0-9 ./]{0,20}")
    | st.from_regex(r"[a-z.]{0,5}@[a-zé\-]{0,5}\.[a-z]{0,3}")
)
def test_no_text_breaks_the_reading(raw: str) -> None:
    """Total; keys can be stored, warnings have a sentence."""
    for read in (phone, email):
        reach = read(raw)
        reach.key.encode("utf-8")
        assert len(reach.key) <= 320
        assert set(reach.warnings) <= set(REACH_WARNINGS)
    assert phone(raw * 1000).key is not None


def test_addresses_are_compared_without_who_lives_there() -> None:
    """Two at one place write the same street, each under their own name."""
    ali = Address(("EXEMPLE Ali", "Bât. B", "12 av. du Démo"), "94 120", "Démo-sous-Bois", "FR")
    sara = Address(("Mme Sara DÉMO", "BATIMENT B", "12, AVENUE DU DEMO"), "94120", "DEMO SOUS BOIS")
    assert (
        address_key(ali, "Exemple Ali")
        == address_key(sara, "Démo Sara")
        == "batiment b 12 avenue du demo||94120 demo sous bois|fr"
    )
    assert address_key(ali, "Exemple Ali") != address_key(Address(ali.lines, "75000", "Démo", "FR"), "Exemple Ali")
    host = Address(("EXEMPLE Ali", "CHEZ ASSOCIATION"), "94120", "DÉMO", "FR", "ASSOCIATION", "412")
    assert "|412|" in address_key(host, "Exemple Ali")


@pytest.mark.parametrize(
    "address",
    [Address(), Address(("EXEMPLE Ali",), "94120", "DÉMO"), Address(("12 rue du Démo",)), Address((), "94120", "DÉMO")],
)
def test_too_little_of_an_address_is_shared_with_nobody(address: Address) -> None:
    """A town alone must not make neighbours of strangers."""
    assert address_key(address, "Exemple Ali") == ""


@example(["0"], "\ud800", "")
@given(st.lists(st.text(st.characters()), max_size=45), st.text(st.characters()), st.text(st.characters()))
def test_any_address_has_a_key_that_can_be_stored(lines: list[str], postcode: str, town: str) -> None:
    """Total, and of bounded length."""
    key = address_key(Address(tuple(lines), postcode, town), town)
    key.encode("utf-8")
    assert len(key) <= 500

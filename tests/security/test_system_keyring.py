from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringLocked, PasswordSetError

from backoffice_gui.errors import KeyringError
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.system_keyring import ALLOWED, KeyringSource
from tests.support.keyrings import MEMORY, MemoryKeyring, PlainText, using


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    """The process's keyring, in memory."""
    backend = MemoryKeyring()
    with using(backend):
        yield backend


SOURCE = KeyringSource(allowed=frozenset({MEMORY}))


def _reason(call: object, *arguments: object) -> str:
    with pytest.raises(KeyringError) as caught:
        call(*arguments)  # type: ignore[operator]
    return caught.value.reason


def test_what_is_saved_is_found_under_any_name_of_the_store(memory: MemoryKeyring) -> None:
    """A store that was renewed is still opened by the secret kept under its former name."""
    master = MasterSecret.generate()
    assert SOURCE.load(("a", "b")) is None
    SOURCE.save("a", master)
    assert SOURCE.load(("b", "a")) == master
    assert SOURCE.load(("b",)) is None
    assert SOURCE.check() == MEMORY


def test_a_kept_secret_is_never_overwritten(memory: MemoryKeyring) -> None:
    """Saving where one is kept is refused, and the first one stays."""
    first = MasterSecret.generate()
    SOURCE.save("a", first)
    assert _reason(SOURCE.save, "a", MasterSecret.generate()) == "exists"
    assert SOURCE.load(("a",)) == first


def test_a_keyring_that_forgets_is_found_out(memory: MemoryKeyring) -> None:
    """A secret counts as saved only once it was read back."""
    memory.forgetful = True
    assert _reason(SOURCE.save, "a", MasterSecret.generate()) == "not-kept"


@pytest.mark.parametrize("kept", ["", "00", "zz" * 32, "00" * 31])
def test_what_is_no_secret_is_refused(memory: MemoryKeyring, kept: str) -> None:
    """Something else under our name is said, never used."""
    memory.kept["fr.ofpra.BackOffice", "a"] = kept
    assert _reason(SOURCE.load, ("a",)) == "content"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (KeyringLocked("shut"), "locked"),
        (PasswordSetError("no"), "failed"),
        (RuntimeError("bus"), "failed"),
        (OSError("gone"), "failed"),
    ],
)
def test_errors_of_the_backend_are_converted(memory: MemoryKeyring, error: Exception, expected: str) -> None:
    """Whatever the backend raises becomes one of our circumstances, without its words."""
    memory.error = error
    assert _reason(SOURCE.load, ("a",)) == expected
    assert _reason(SOURCE.save, "a", MasterSecret.generate()) == expected


def test_the_allow_list_names_no_plain_text_backend() -> None:
    """Only the keyrings of the operating systems are on it."""
    assert all(name.startswith("keyring.backends.") for name in ALLOWED)
    assert not any(word in name.lower() for name in ALLOWED for word in ("plain", "null", "fail", "file", "chainer"))


def test_backends_off_the_list_are_refused_by_name() -> None:
    """A plain-text backend is refused with its name, before anything is read from it or written to it."""
    backend = PlainText()
    with using(backend):
        with pytest.raises(KeyringError) as caught:
            SOURCE.save("a", MasterSecret.generate())
        assert caught.value.reason == "backend"
        assert caught.value.facts["backend"] == "tests.support.keyrings.PlainText"
        assert _reason(SOURCE.load, ("a",)) == "backend"
        assert _reason(SOURCE.check) == "backend"
    assert backend.kept == {}


def test_the_null_and_the_failing_backend_are_refused() -> None:
    """No keyring at all is said as such."""
    with using(fail.Keyring()):  # type: ignore[no-untyped-call]
        assert _reason(SOURCE.check) == "absent"
        assert _reason(SOURCE.load, ("a",)) == "absent"
    with using(null.Keyring()):  # type: ignore[no-untyped-call]
        assert _reason(SOURCE.check) == "backend"


class Chain(ChainerBackend):
    """A chain of what a test says."""

    priority = -1
    backends: ClassVar[list[KeyringBackend]] = []


def test_a_chain_is_as_good_as_its_worst_backend() -> None:
    """A chainer is allowed only where each of its backends is; an empty one is no keyring."""
    with using(Chain()):  # type: ignore[no-untyped-call]
        Chain.backends = [MemoryKeyring()]
        SOURCE.save("a", MasterSecret.generate())
        Chain.backends = [MemoryKeyring(), PlainText()]
        assert _reason(SOURCE.load, ("a",)) == "backend"
        Chain.backends = []
        assert _reason(SOURCE.load, ("a",)) != ""


@pytest.mark.parametrize("named", ["nowhere.at.all.Keyring", "keyring.backends.fail.NoSuchClass"])
def test_a_backend_that_cannot_be_loaded_is_a_circumstance(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong name in the environment is said calmly."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", named)
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    assert _reason(KeyringSource().check) == "failed"

"""Long polls woken from another thread."""

from __future__ import annotations

import asyncio
import threading

from starlette.types import Message

from backoffice_gui.reference_front.doorbell import Doorbell


async def _silent() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


async def _gone() -> Message:
    return {"type": "http.disconnect"}


def test_a_ring_from_another_thread_wakes_all() -> None:
    """Whoever waits is woken, and can wait again."""

    async def both() -> list[bool]:
        bell = Doorbell()
        waiting = [asyncio.create_task(bell.wait(30, _silent)) for _ in range(2)]
        await asyncio.sleep(0)
        thread = threading.Thread(target=bell.ring, name="ringing")
        thread.start()
        woken = list(await asyncio.gather(*waiting))
        await asyncio.to_thread(thread.join)
        return [*woken, await bell.wait(0.01, _silent)]

    assert asyncio.run(both()) == [True, True, False]


def test_no_patience_is_no_wait() -> None:
    """Zero seconds, and less, answer at once without looking at the caller."""

    async def none() -> list[bool]:
        bell = Doorbell()
        return [await bell.wait(0, _silent), await bell.wait(-1, _silent)]

    assert asyncio.run(none()) == [False, False]


def test_a_caller_who_hangs_up_is_let_go() -> None:
    """The wait ends when nobody listens any longer."""

    async def hung_up() -> bool:
        return await Doorbell().wait(30, _gone)

    assert asyncio.run(hung_up()) is False


def test_a_stop_lets_everybody_go() -> None:
    """Who waits is answered, who comes later doesn't wait, and a ring afterwards is harmless."""

    async def stopped() -> list[bool]:
        bell = Doorbell()
        waiting = asyncio.create_task(bell.wait(30, _silent))
        await asyncio.sleep(0)
        bell.close()
        answers = [await waiting, await bell.wait(30, _silent)]
        bell.ring()
        return answers

    assert asyncio.run(stopped()) == [False, False]

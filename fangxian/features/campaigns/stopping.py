"""Whether this process was told to end: answers that go on for ever then end, and nothing waits for them."""

from __future__ import annotations

import signal
import threading
from types import FrameType

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_told = threading.Event()
_listening: set[int] = set()


def told() -> bool:
    """Whether the process was told to end."""
    return _told.is_set()


def listen() -> None:
    """
    Hear it from now on, beside whoever hears it already; does nothing outside the main thread.

    The web server's event loop hears of a signal by its wake-up descriptor, which Python writes to whatever
    handler is set, so that ours does not take its place.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in _SIGNALS:
        if number not in _listening:
            _listening.add(number)
            _hear(number)


def _hear(number: int) -> None:
    before = signal.getsignal(number)

    def heard(signum: int, frame: FrameType | None) -> None:
        _told.set()
        if callable(before):
            before(signum, frame)

    signal.signal(number, heard)
    if hasattr(signal, "siginterrupt"):
        signal.siginterrupt(number, False)  # as the event loop has it

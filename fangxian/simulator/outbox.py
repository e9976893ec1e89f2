"""The outbox of a phone: what waits, what the server has, what it refused; in a journal if one is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BufferedWriter
from pathlib import Path
from typing import Any

import msgspec

MOST = 500
"""Reports a push."""

_encode = msgspec.json.Encoder().encode


@dataclass(slots=True)
class Count:
    """How a phone's reports stand; `duplicates` are answers that said so, to whatever was sent again."""

    made: int = 0
    acknowledged: int = 0
    duplicates: int = 0
    refused: int = 0

    @property
    def waiting(self) -> int:
        """Those still on the phone."""
        return self.made - self.acknowledged - self.refused


@dataclass(slots=True)
class Outbox:
    """
    Reports from birth to answer.

    Nothing leaves it but by the server's answer. With a `journal` every change is a line of a file before it
    counts, and an outbox opened on the same file stands where the last one stood; a line that was cut off in
    the writing never was.
    """

    journal: Path | None = None
    count: Count = field(default_factory=Count)
    seq: int = 0
    waiting: dict[str, msgspec.Raw] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    _file: BufferedWriter | None = None

    def __post_init__(self) -> None:
        if self.journal is None:
            return
        if self.journal.exists():
            self._read(self.journal)
        self._file = self.journal.open("ab")

    def _read(self, journal: Path) -> None:
        content = journal.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):
            journal.write_bytes(whole)
        for line in whole.splitlines():
            change = msgspec.json.decode(line)
            if "born" in change:
                self._keep(change["born"])
            else:
                self._settle(change["answers"])

    def add(self, report: dict[str, Any]) -> dict[str, Any]:
        """A report is born: it gets the next number of this phone, and waits."""
        report = report | {"device_seq": self.seq + 1}
        self._write({"born": report})
        self._keep(report)
        return report

    def _keep(self, report: dict[str, Any]) -> None:
        self.seq = report["device_seq"]
        self.waiting[report["id"]] = msgspec.Raw(_encode(report))
        self.count.made += 1

    def batch(self, most: int = MOST) -> list[str]:
        """The ids of the first that wait, as they were born."""
        return [one for one, _ in zip(self.waiting, range(most), strict=False)]

    def reports(self, ids: Iterable[str]) -> list[msgspec.Raw]:
        """Some waiting reports as they go over the line."""
        return [self.waiting[one] for one in ids if one in self.waiting]

    def take_answers(self, answers: Sequence[dict[str, Any]]) -> None:
        """The server's word, report by report; what was settled before stays as it was."""
        told = [[one["id"], one["result"], one.get("code", "")] for one in answers]
        self._write({"answers": told})
        self._settle(told)

    def _settle(self, told: Iterable[Sequence[str]]) -> None:
        for name, result, code in told:
            self.count.duplicates += result == "duplicate"
            if self.waiting.pop(name, None) is None:
                continue
            if result == "refused":
                self.refused[name] = code
                self.count.refused += 1
            else:
                self.count.acknowledged += 1

    def _write(self, change: dict[str, Any]) -> None:
        if self._file is not None:
            self._file.write(_encode(change) + b"\n")
            self._file.flush()

    def close(self) -> None:
        """Let go of the journal."""
        if self._file is not None:
            self._file.close()
            self._file = None

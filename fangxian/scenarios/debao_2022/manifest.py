"""What a generated folder holds: for each sheet its rows, what is real, what is made, and the sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from fangxian.scenarios.debao_2022.personas import Persona

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """
    One sheet of the folder.

    `real`, `made` and `sources` are English message ids: show them through gettext.
    """

    name: str
    rows: int
    sha256: str
    real: tuple[str, ...]
    made: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A generated scenario; written beside its sheets, the same for the same seed and scale."""

    scenario: str
    title: str
    scale: str
    seed: int
    summary: tuple[str, ...]
    files: tuple[FileFacts, ...]
    personas: tuple[Persona, ...]

    def rows(self, name: str) -> int:
        """
        Return the number of rows of a sheet.

        Raises:
            KeyError: the scenario has no such sheet.
        """
        for file in self.files:
            if file.name == name:
                return file.rows
        raise KeyError(name)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into the folder of its sheets."""
    (folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a generated folder, or None where generation did not come to its end."""
    path = folder / MANIFEST
    return msgspec.json.decode(path.read_bytes(), type=Manifest) if path.exists() else None

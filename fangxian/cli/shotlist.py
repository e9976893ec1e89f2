"""Lists the pictures that are there in docs/screenshots.md, and lets go of those nobody takes any more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fangxian.cli.screenshots import LANGUAGES, SIZES
from fangxian.cli.shots import SHOTS, Shot

LEAD = (
    "# Screenshots",
    "",
    "Taken by `fangxian docs` from the demo; the people are invented.",
    "",
)
PHONE = "phone-"
"""How the names of the phone app's screens begin."""


def write(folder: Path, taken: Iterable[str] | None) -> None:
    """List what lies in the folder; `taken`, after a whole run, is all that is kept there."""
    if taken is not None:
        kept = set(taken)
        for old in folder.glob("*.webp"):
            if old.name not in kept:
                old.unlink()
    lines = [*LEAD, "| page | as | pictures |", "| --- | --- | --- |"]
    for shot in SHOTS:
        if names := [name for name in names_of(shot) if (folder / name).exists()]:
            links = [f"[{_what(name)}](screenshots/{name})" for name in sorted(names)]
            lines.append(f"| {shot.name} | {shot.who or 'anyone'} | {' · '.join(links)} |")
    lines += ["", "## The phone", "", "| screen | pictures |", "| --- | --- |", *_phone(folder)]
    (folder.parent / "screenshots.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def names_of(shot: Shot) -> list[str]:
    """The files that a page may have."""
    who = shot.who or "anyone"
    return [f"{shot.name}-{who}-{short}-{size.name}.webp" for short in LANGUAGES for size in SIZES]


def _phone(folder: Path) -> list[str]:
    """A line for each screen of the phone, its languages by day and by night."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob(f"{PHONE}*.webp")):
        screen, short = _parted(path.stem.removeprefix(PHONE))
        found.setdefault(screen, []).append(f"[{short}](screenshots/{path.name})")
    return [f"| {screen} | {' · '.join(links)} |" for screen, links in found.items()]


def _parted(stem: str) -> tuple[str, str]:
    """A screen's name, and its language with `night` where it is.

    >>> _parted("form-note-zh-Hant"), _parted("today-en-night")
    (('form-note', 'zh-Hant'), ('today', 'en, night'))
    """
    day = stem.removesuffix("-night")
    language = next(one for one in ("zh-Hans", "zh-Hant", "en") if day.endswith(f"-{one}"))
    return day.removesuffix(f"-{language}"), language + (", night" if day != stem else "")


def _what(name: str) -> str:
    language, size = name.removesuffix(".webp").split("-")[-2:]
    return f"{language}, {size}"

"""Finding a kind's columns in a header, whatever language it is written in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.sheets.kinds import Column, Kind
from fangxian.kernel.sheets.sources import BadSheet

REASON = _("Reason")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each column stands (None: the sheet lacks it), the header's width, and headers nobody reads."""

    places: tuple[tuple[Column, int | None], ...]
    width: int
    ignored: tuple[str, ...]


def match(kind: Kind, header: list[str]) -> Layout:
    """
    Find the columns of a kind in a header.

    Raises:
        BadSheet: a needed column is missing, or two headers mean the same column.
    """
    header = header[: _width(header)]
    words = {word: column for column in kind.columns for word in _words(column)}
    found: dict[str, int] = {}
    ignored = []
    for place, title in enumerate(header):
        column = words.get(_plain(title))
        if column is None:
            ignored.append(title)
        elif column.name in found:
            raise BadSheet(_("Two columns of this sheet are “%(column)s”."), column=str(column.title))
        else:
            found[column.name] = place
    missing = [one for one in kind.columns if (one.required or one.needed) and one.name not in found]
    if missing:
        raise BadSheet(
            _("These columns are missing: %(missing)s. The header of this sheet is: %(header)s."),
            missing=", ".join(f"{one.title} ({one.name})" for one in missing),
            header=", ".join(header)[:300],
        )
    reasons = _in_all_languages(REASON)
    return Layout(
        tuple((one, found.get(one.name)) for one in kind.columns),
        len(header),
        tuple(title for title in ignored if title and _plain(title) not in reasons),
    )


def _width(header: list[str]) -> int:
    return max((place for place, title in enumerate(header, 1) if title), default=0)


def _words(column: Column) -> set[str]:
    own = {_plain(word) for word in (column.name, *column.aliases)}
    return own | _in_all_languages(column.title)


def _in_all_languages(title: object) -> set[str]:
    words = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words.add(_plain(str(title)))
    return words


def _plain(title: str) -> str:
    """A header without case, width, spaces and the marks people put on required columns."""
    return "".join(unicodedata.normalize("NFKC", title).casefold().split()).strip("*:").replace("_", "")

"""Why a row is refused: a code, a sentence, and the facts the sentence names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import Text


class Fault(ValueError):
    """One cell cannot be used; `code` is one of SENTENCES or of the kind's own checks."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)


SENTENCES: dict[str, Text] = {
    "empty": _("There must be a value here."),
    "not_number": _("“%(value)s” is not a number."),
    "not_whole": _("“%(value)s” is not a whole number."),
    "out_of_range": _("%(value)s is not between %(low)s and %(high)s."),
    "not_date": _("“%(value)s” is not a date; write it as 2022-02-04."),
    "not_instant": _("“%(value)s” is not a day and time; write it as 2022-02-04 17:57."),
    "not_choice": _("“%(value)s” is not one of: %(choices)s."),
    "not_flag": _("“%(value)s” is neither 1 nor 0."),
    "not_code": _("“%(value)s” is not a code: letters, digits, “-”, “_” and “.” only."),
    "not_phone": _("“%(value)s” is not a telephone number."),
    "not_outline": _("The outline cannot be used: %(problem)s."),
    "too_long": _("This is %(length)s characters long; at most %(limit)s are possible."),
    "lost_digits": _("The spreadsheet has rounded this number; format the column as text and type it again."),
    "formula": _("This is a formula; enter the value itself."),
    "control_character": _("There is a character here that cannot be printed."),
    "too_many_cells": _("The row has %(cells)s cells, but the header has %(columns)s."),
    "twice": _("The same row stands in line %(first)s already."),
    "taken": _("This code is in use in another area."),
    "held_back": _("Nothing was taken in, because other rows are refused."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one row of a sheet is refused; `line` counts from 1 with the header, as a spreadsheet shows it."""

    line: int
    column: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def tell(code: str, facts: Mapping[str, object], own: Mapping[str, Text]) -> str:
    """The sentence of a reason in the active language; `own` are the sentences of the kind's checks."""
    sentence = str(own.get(code) or SENTENCES[code])
    return sentence % facts if facts else sentence

"""What happens to a resident's row before it reaches the database: documents checked, details sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from fangxian.features.incidents.selectors import vault
from fangxian.features.territory import identity
from fangxian.features.territory.models import NEEDS, IdType
from fangxian.kernel.authority import Actor
from fangxian.kernel.crypto import Vault
from fangxian.kernel.errors import Text
from fangxian.kernel.sheets import Fault, cells
from fangxian.kernel.sheets.kinds import Derive, Derived

SENTENCES: dict[str, Text] = {
    "id_form": _("This is not a resident ID number: 17 digits and a check character are needed."),
    "id_check": _("The check character of this ID number is wrong; a digit may be mistyped."),
    "id_birth": _("There is no such birth date as in this ID number."),
    "id_free_form": _("This is not a document number: 4 to 20 letters, digits and dashes are possible."),
    "id_without_type": _("Say of which type this document is."),
    "birth_differs": _("The date of birth is not the one in the ID number."),
}
_DIGESTED = ("household_code", "name", "id_type", "id_number", "phone", "sex", "born_on", *NEEDS)


def _document(cell: str) -> str:
    if cells.is_rounded(cell):
        raise Fault("lost_digits")
    number = identity.normal_id(str(_loose.read(cell)))
    if len(number) > 32:
        raise Fault("too_long", length=len(number), limit=32)
    return number


_loose = cells.text(64)
document = cells.Parser("text", _document, "")


def sealer(actor: Actor) -> Derive:
    """Makes the sealed columns of chunks of residents, under the data key of the actor's incident."""
    safe = vault(actor.incident)

    def derive(columns: Mapping[str, Sequence[Any]]) -> Derived:
        faults: list[tuple[int, str, Fault]] = []
        born, sexes = list(columns["born_on"]), list(columns["sex"])
        pairs = zip(columns["id_type"], columns["id_number"], strict=True)
        for place, (kind, number) in enumerate(pairs):
            if number:
                column, code = _examine(kind, number, born[place])
                if code:
                    faults.append((place, column, Fault(code)))
                elif kind == IdType.CN_RESIDENT_ID:
                    born[place] = identity.birth_of(number)
                    sexes[place] = sexes[place] or identity.sex_of(number)
        return [*_sealed(safe, columns), sexes, born, _digests(safe, columns)], faults

    return derive


def _examine(kind: str | None, number: str, born_on: date | None) -> tuple[str, str]:
    """The column and the code of what is wrong with a document; two empty texts if nothing is."""
    if not kind:
        return "id_type", "id_without_type"
    if kind != IdType.CN_RESIDENT_ID:
        return ("", "") if identity.is_free_form(number) else ("id_number", "id_free_form")
    problem = identity.problem_of_id(number)
    if not problem and born_on and born_on != identity.birth_of(number):
        return "born_on", "birth_differs"
    return "id_number", problem


def _sealed(safe: Vault, columns: Mapping[str, Sequence[str]]) -> list[list[bytes]]:
    names, numbers, phones = columns["name"], columns["id_number"], columns["phone"]
    return [
        [safe.seal(name, "name") for name in names],
        [safe.seal(number, "id_number") for number in numbers],
        [safe.index(number, "id_number") for number in numbers],
        [safe.seal(phone, "phone") for phone in phones],
        [safe.index(phone, "phone") for phone in phones],
    ]


def _digests(safe: Vault, columns: Mapping[str, Sequence[Any]]) -> list[bytes]:
    """What each row says, as a keyed digest: equal for equal rows, and telling nothing without the key."""
    rows = zip(*(columns[name] for name in _DIGESTED), strict=True)
    return [safe.index(hashlib.sha256(repr(row).encode()).hexdigest(), "row") for row in rows]

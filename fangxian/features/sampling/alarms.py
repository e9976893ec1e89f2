"""
Alarms: one item a point for all its tubes with which something is not right, and what is not right.

It is for whoever leads where the point is, opens by itself, lists what is so, ends when all are found, and
climbs like everything that is late. Forty tubes that one courier did not bring are one item, not forty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override, pgettext_lazy

from fangxian.features.items.flows import By, Flow, Link, Move, Needs
from fangxian.features.sampling.models import Trouble
from fangxian.kernel.errors import Text

KIND, OPEN, SOUGHT, FOUND, EXPLAINED = "tube", "open", "sought", "found", "explained"
LISTED = 40
WITHIN, SEEKING = timedelta(minutes=20), timedelta(hours=1)
"""
How long nobody may see to it, and how long it may take.

Source: our assumption. Within both a tube closed in time is still tested: of its four hours about two are
left when it is called late at a table, and it can be taken again the same day where it is lost.
"""
GRAVE = frozenset({Trouble.MISSING, Trouble.NOT_IN_BOX, Trouble.STANDING, Trouble.WARM})

# Nobody says that tubes are found: the laboratory receives them, or they are spoiled, or the counts close.
TUBE = Flow(
    kind=KIND,
    label=gettext_lazy("Tubes to look for"),
    states={
        OPEN: gettext_lazy("To be found or brought"),
        SOUGHT: gettext_lazy("Somebody sees to it"),
        FOUND: pgettext_lazy("tubes", "All is right"),
        EXPLAINED: gettext_lazy("Explained"),
    },
    moves=(
        Move("seek", gettext_lazy("See to it"), (OPEN,), SOUGHT, (By.HOLDER,)),
        Move(
            "explain",
            gettext_lazy("Explain what became of them"),
            (OPEN, SOUGHT),
            EXPLAINED,
            (By.HOLDER, By.ABOVE),
            (Needs.REASON,),
        ),
        Move("find", gettext_lazy("All were found"), (OPEN, SOUGHT), FOUND, ()),
    ),
    ended=frozenset({FOUND, EXPLAINED}),
    links=(Link(OPEN, WITHIN), Link(SOUGHT, SEEKING)),
    reminds=timedelta(minutes=10),
    climbs=WITHIN,
    page="sampling:alarm",
)

ADVICE: dict[str, Text] = {
    Trouble.MISSING: gettext_lazy(
        "Call the courier, then the laboratory; the last signature says who has it."
    ),
    Trouble.NOT_IN_BOX: gettext_lazy(
        "Have the laboratory look through the box and the courier through the car; then ask who packed it."
    ),
    Trouble.STANDING: gettext_lazy(
        "Send the courier now; call the laboratory whether it still takes the tube."
    ),
    Trouble.OPEN: gettext_lazy("Have the table close it, even if it is not full."),
    Trouble.WARM: gettext_lazy(
        "Call the laboratory whether it still takes the tube; if not, spoil it and sample its people again."
    ),
    Trouble.MISCOUNTED: gettext_lazy(
        "Ask the table: somebody in it was not registered, or was registered into another tube."
    ),
    Trouble.TWO_TABLES: gettext_lazy("Look whose swabs are in it before its result is told to anybody."),
}
"""What to do about each trouble."""


def title(point: str, tubes: int) -> str:
    """What it is, in the installation's language."""
    with override(settings.LANGUAGE_CODE):
        said = ngettext(
            "%(count)s tube of %(point)s to look for", "%(count)s tubes of %(point)s to look for", tubes
        )
        return said % {"count": tubes, "point": point}


def text(found: Sequence[tuple[str, str]]) -> str:
    """Which tubes (print, trouble), by what is not right, and what to do; at most forty of each."""
    by_trouble: Mapping[str, list[str]] = defaultdict(list)
    for barcode, trouble in found:
        by_trouble[trouble].append(barcode)
    with override(settings.LANGUAGE_CODE):
        return "\n".join(
            _("%(what)s: %(tubes)s. %(advice)s")
            % {"what": trouble.label, "tubes": _named(by_trouble[trouble]), "advice": ADVICE[trouble]}
            for trouble in Trouble
            if trouble in by_trouble
        )


def _named(barcodes: Sequence[str]) -> str:
    some = sorted(barcodes)
    more = len(some) - LISTED
    return ", ".join(some[:LISTED]) + (f" … (+{more})" if more > 0 else "")

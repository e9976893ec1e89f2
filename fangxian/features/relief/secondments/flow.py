"""How a secondment goes: ordered, confirmed by the area that gives, begun, over."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.items.flows import By, Flow, Link, Move, Needs

KIND = "secondment"
ORDERED, OBJECTED, CONFIRMED = "ordered", "objected", "confirmed"
RUNNING, ENDED, WITHDRAWN = "running", "ended", "withdrawn"
CONFIRM, OBJECT, UPHOLD, WITHDRAW = "confirm", "object", "uphold", "withdraw"
START, END, LAPSE, EMPTY = "start", "end", "lapse", "empty"

# The lead of the area that gives holds it and alone confirms it; where there is none, `access.for_giving`
# says who does. What begins and ends one is time, in `services.running`.
SECONDMENT = Flow(
    kind=KIND,
    label=_("Secondment"),
    states={
        ORDERED: pgettext_lazy("secondment", "To be confirmed"),
        OBJECTED: pgettext_lazy("secondment", "Objected to"),
        CONFIRMED: pgettext_lazy("secondment", "Confirmed"),
        RUNNING: pgettext_lazy("secondment", "Running"),
        ENDED: pgettext_lazy("secondment", "Over"),
        WITHDRAWN: pgettext_lazy("secondment", "Withdrawn"),
    },
    moves=(
        Move(CONFIRM, pgettext_lazy("secondment", "Confirm"), (ORDERED,), CONFIRMED, (By.HOLDER,)),
        Move(OBJECT, _("Object"), (ORDERED,), OBJECTED, (By.HOLDER,), (Needs.REASON,)),
        Move(UPHOLD, _("It stands as ordered"), (OBJECTED,), CONFIRMED, (By.MAKER,), (Needs.REASON,)),
        Move(
            WITHDRAW,
            _("Withdraw"),
            (ORDERED, OBJECTED, CONFIRMED),
            WITHDRAWN,
            (By.MAKER,),
            (Needs.REASON,),
        ),
        Move(START, _("It began"), (CONFIRMED,), RUNNING, ()),
        Move(END, _("It is over"), (RUNNING,), ENDED, ()),
        Move(LAPSE, _("Its time passed undecided"), (ORDERED, OBJECTED), WITHDRAWN, ()),
        Move(EMPTY, _("Nobody was left who may go"), (CONFIRMED,), WITHDRAWN, ()),
    ),
    ended=frozenset({ENDED, WITHDRAWN}),
    links=(Link(ORDERED, timedelta(hours=4)), Link(OBJECTED, timedelta(hours=4))),
    page="relief:secondment",
)

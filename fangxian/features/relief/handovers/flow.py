"""How a hand-over goes: asked of a successor, accepted, and done from the moment it was asked for."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.items.flows import By, Flow, Link, Move, Needs

KIND = "handover"
ASKED, ACCEPTED, DONE = "asked", "accepted", "done"
DECLINED, WITHDRAWN, LAPSED = "declined", "withdrawn", "lapsed"
ACCEPT, TAKE, LAPSE = "accept", "take", "lapse"
DECLINE, WITHDRAW = "decline", "withdraw"

# Nobody answers on the page of the item: only on its own page, where all that hangs on the charge is seen.
HANDOVER = Flow(
    kind=KIND,
    label=_("Hand-over of a charge"),
    states={
        ASKED: pgettext_lazy("hand-over", "To be answered"),
        ACCEPTED: pgettext_lazy("hand-over", "Accepted, not begun"),
        DONE: pgettext_lazy("hand-over", "Handed over"),
        DECLINED: pgettext_lazy("hand-over", "Declined"),
        WITHDRAWN: pgettext_lazy("hand-over", "Withdrawn"),
        LAPSED: pgettext_lazy("hand-over", "Lapsed"),
    },
    moves=(
        Move(ACCEPT, _("Accept the charge"), (ASKED,), ACCEPTED, ()),
        Move(TAKE, _("Took the charge over"), (ACCEPTED,), DONE, ()),
        Move(DECLINE, _("Decline"), (ASKED,), DECLINED, (), (Needs.REASON,)),
        Move(WITHDRAW, _("Withdraw"), (ASKED, ACCEPTED), WITHDRAWN, (By.MAKER, By.ABOVE), (Needs.REASON,)),
        Move(LAPSE, _("Let it lapse"), (ASKED, ACCEPTED), LAPSED, ()),
    ),
    ended=frozenset({DONE, DECLINED, WITHDRAWN, LAPSED}),
    links=(Link(ASKED, timedelta(hours=4)),),
    page="relief:hand-over",
    personal=True,
)

"""How a finding goes: open, put right by whoever answers there, looked at again by somebody else."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.items.flows import By, Flow, Link, Move, Needs

OPEN, REMEDIED, CLOSED, WITHDRAWN = "open", "remedied", "closed", "withdrawn"
REMEDY, CLOSE, RETURN, WITHDRAW = "remedy", "close", "return", "withdraw"

# The deadline of the checklist's line is the clock of an open one. Nobody closes, returns or withdraws one on
# its page: only an inspection does, or an inspector who says why it was never one.
FINDING = Flow(
    kind="finding",
    label=_("Finding"),
    states={
        OPEN: pgettext_lazy("finding", "Open"),
        REMEDIED: _("Put right, to be looked at again"),
        CLOSED: _("Closed"),
        WITHDRAWN: _("Withdrawn"),
    },
    moves=(
        Move(REMEDY, _("Report as put right"), (OPEN,), REMEDIED, (By.HOLDER,), (Needs.EVIDENCE,)),
        Move(CLOSE, _("Looked again: all right"), (REMEDIED,), CLOSED, ()),
        Move(RETURN, _("Looked again: not yet right"), (REMEDIED,), OPEN, ()),
        Move(WITHDRAW, _("Withdraw"), (OPEN, REMEDIED), WITHDRAWN, (), (Needs.REASON,)),
    ),
    ended=frozenset({CLOSED, WITHDRAWN}),
    links=(Link(REMEDIED, timedelta(hours=12), alone=True),),
    page="supervision:finding",
)

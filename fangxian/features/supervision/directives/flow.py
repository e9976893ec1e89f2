"""What becomes of a directive with one lead: the flow of its item, and the clocks on the way."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from fangxian.features.items.flows import By, Flow, Link, Move, Needs

KIND = "directive"
ISSUED, ACKNOWLEDGED, ACTING, REPORTED, RETURNED = "issued", "acknowledged", "acting", "reported", "returned"
CLOSED, WITHDRAWN = "closed", "withdrawn"
_OPEN = (ISSUED, ACKNOWLEDGED, ACTING, RETURNED)

DIRECTIVE = Flow(
    kind=KIND,
    label=_("Directive"),
    states={
        ISSUED: _("To be acknowledged"),
        ACKNOWLEDGED: _("Acknowledged"),
        ACTING: _("Being acted on"),
        REPORTED: _("Reported back"),
        RETURNED: _("Sent back"),
        CLOSED: _("Closed"),
        WITHDRAWN: _("Withdrawn"),
    },
    moves=(
        Move("acknowledge", _("Acknowledge"), (ISSUED,), ACKNOWLEDGED, (By.HOLDER,)),
        Move("begin", _("Begin with it"), (ISSUED, ACKNOWLEDGED, RETURNED), ACTING, (By.HOLDER,)),
        Move("report", _("Report back"), _OPEN, REPORTED, (By.HOLDER,)),
        Move("close", _("Close"), (REPORTED,), CLOSED, (By.OTHER,)),
        Move("return", _("Send back"), (REPORTED,), RETURNED, (By.OTHER,), (Needs.REASON,)),
        Move("withdraw", _("Withdraw"), (*_OPEN, REPORTED), WITHDRAWN, (By.MAKER,), (Needs.REASON,)),
    ),
    ended=frozenset({CLOSED, WITHDRAWN}),
    links=(
        Link(ISSUED, timedelta(hours=2)),
        Link(REPORTED, timedelta(hours=8)),
        Link(RETURNED, timedelta(hours=4)),
    ),
)

"""The plainest kind of item: a task that one level gives another, done with evidence and confirmed."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from fangxian.features.items.flows import By, Flow, Link, Move, Needs

TASK = Flow(
    kind="task",
    label=_("Task"),
    states={
        "given": _("Given"),
        "doing": _("Being done"),
        "done": _("Done, to be confirmed"),
        "closed": _("Closed"),
        "withdrawn": _("Withdrawn"),
    },
    moves=(
        Move("take", _("Take on"), ("given",), "doing", (By.HOLDER,)),
        Move("finish", _("Report as done"), ("given", "doing"), "done", (By.HOLDER,), (Needs.EVIDENCE,)),
        Move("confirm", _("Confirm and close"), ("done",), "closed", (By.OTHER,)),
        Move("return", _("Send back"), ("done",), "doing", (By.OTHER,), (Needs.REASON,)),
        Move("withdraw", _("Withdraw"), ("given", "doing"), "withdrawn", (By.MAKER,), (Needs.REASON,)),
    ),
    ended=frozenset({"closed", "withdrawn"}),
    links=(Link("given", timedelta(hours=2)), Link("done", timedelta(hours=4))),
)

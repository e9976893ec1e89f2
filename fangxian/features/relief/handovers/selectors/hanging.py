"""The open items that hang on a charge, which its successor must have seen."""

from __future__ import annotations

from django.db.models import F, QuerySet

from fangxian.features.charges.carried import standing_in
from fangxian.features.charges.models import Charge
from fangxian.features.items.models import Item
from fangxian.features.items.registry import flows
from fangxian.features.items.selectors import lists
from fangxian.kernel.codes import within


def hanging(charge: Charge) -> QuerySet[Item]:
    """
    What waits inside the charge's area for whoever holds it: items of the area if it leads there, and those
    its holder has in person; the most urgent first. Items for a person alone stay theirs.
    """
    personal = [flow.kind for flow in flows().values() if flow.personal]
    found = lists.mine(standing_in(charge)).filter(within(charge.area)).exclude(kind__in=personal)
    if charge.holder_id is None:
        found = found.filter(holder__isnull=True)
    return found.order_by(F("due_at").asc(nulls_last=True), "-severity", "code")

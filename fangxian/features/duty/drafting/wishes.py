"""What people decided and the computation obeys: changes by hand, and leads appointed by hand."""

from __future__ import annotations

from collections.abc import Iterator

from fangxian.engines.planning.pack import DEPUTY_ROLE, LEAD_ROLE
from fangxian.engines.planning.problem import Edits
from fangxian.features.charges.models import Charge
from fangxian.features.duty.drafting.register import Register
from fangxian.features.duty.models import Plan
from fangxian.features.duty.models.plan import EditKind
from fangxian.kernel.codes import within


def wishes(plan: Plan, register: Register) -> Edits:
    """
    The changes by hand of a plan; and whoever was appointed lead or deputy by hand is pinned to it.

    A publication leaves charges made by hand alone, so a plan that posted their holders elsewhere would lie.
    """
    made = list(plan.edits.order_by("made_at"))
    pins = {one.responder: one.post for one in made if one.kind == EditKind.PIN}
    unavailable = frozenset(one.responder for one in made if one.kind == EditKind.UNAVAILABLE)
    taken = set(pins.values())
    for responder, post in _appointed(plan, register):
        if responder not in pins and responder not in unavailable and post not in taken:
            pins[responder] = post
            taken.add(post)
    closed = frozenset(one.site for one in made if one.kind == EditKind.CLOSE_SITE)
    return Edits(pins=tuple(pins.items()), closed_sites=closed, unavailable=unavailable)


def _appointed(plan: Plan, register: Register) -> Iterator[tuple[str, str]]:
    """Leads and deputies appointed by hand, each with the post that stands for it, widest area first."""
    charges = Charge.objects.filter(
        within(plan.area), incident=plan.incident, leads=True, plan="", valid_until__isnull=True
    )
    rows = charges.order_by("area").values_list("area", "holder__code", "deputy__code")
    for area, holder, deputy in rows:
        if area in register.area_index or area[:-3] in register.area_index:  # an area, or a grid of one
            for person, role in ((holder, LEAD_ROLE), (deputy, DEPUTY_ROLE)):
                if person:
                    yield person, f"{area}-{role}"

"""An inspection of Anning's square that found something, and what fills the addresses of inspections."""

from __future__ import annotations

from tests import chain

SQUARE = "S-SQUARE"


def samples() -> dict[str, dict[str, str]]:
    """What fills the parts of the addresses of inspections, by their names."""
    from fangxian.features.supervision.inspections import services
    from fangxian.features.supervision.inspections.services import Verdict
    from fangxian.features.supervision.models import Finding
    from fangxian.kernel.db import scope

    he = chain.actor_named("he")
    with scope.acting(he):
        seen = {"labels": Verdict("failed", "标签脱落"), "wait": Verdict("ok")}
        made = services.inspect_place(actor=he, place=SQUARE, checklist="sampling_point", seen=seen)
        finding = {"code": Finding.objects.get(inspection=made).code}
    place = {"code": SQUARE, "checklist": "ppe"}
    return {
        "supervision:inspections-place": place,
        "supervision:inspections-inspect": place,
        "supervision:inspections-made": {"number": str(made.pk)},
        **{f"supervision:finding{more}": finding for more in ("", "-look", "-withdraw")},
    }

"""What the photographs need of inspections: a site looked at twice, one finding put right, one returned."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope

CHECKLIST = "ppe"
PICTURE = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02picture"


def stage(site: str) -> dict[str, str]:
    """Codes of an inspection of a site and of a finding that is to be looked at again."""
    from fangxian.features.supervision.models import Finding

    county = _acting("county")
    with scope.acting(county):
        found = Finding.objects.filter(subject=site, checklist=CHECKLIST, line="masks").order_by("found_at")
        present = found.first()
    if present is None:
        _inspect(county, site)
        with scope.acting(county):
            present = found.all()[0]
            other = Finding.objects.get(inspection=present.inspection_id, line="store").code
        _put_right(county, present.code, "口罩.jpg")
        _put_right(county, other, "库房.jpg")
        _return(other)
    with scope.acting(county):
        back = Finding.objects.filter(inspection=present.inspection_id, line="store").first()
    return {
        "finding": present.code,
        "returned": (back or present).code,
        "inspection": str(present.inspection_id),
        "checklist": CHECKLIST,
    }


def _inspect(county: Actor, site: str) -> None:
    from fangxian.features.supervision.inspections import services
    from fangxian.features.supervision.inspections.services import Verdict

    seen = {
        "masks": Verdict("failed", "两名登记员口罩未遮住鼻子"),
        "store": Verdict("failed", "防护服只够用一天"),
        "order": Verdict("ok"),
        "taking_off": Verdict("ok"),
    }
    with scope.acting(county):
        at = timezone.now() - timedelta(hours=3)
        services.inspect_place(actor=county, place=site, checklist=CHECKLIST, seen=seen, at=at)


def _return(code: str) -> None:
    """The prefecture looks again, is not content, and says why."""
    from fangxian.features.supervision.inspections import services

    prefecture = _acting("prefecture")
    with scope.acting(prefecture):
        services.look_again(actor=prefecture, code=code, result="failed", remark="照片里仍只有一箱，明早再看")


def _put_right(county: Actor, code: str, picture: str) -> None:
    """Give it to the county's own commander, who shows that it is right."""
    from fangxian.features.items import services as items
    from fangxian.features.roster.models import Responder

    with scope.acting(county):
        own = Responder.objects.get(pk=county.responder).code
        items.give_item(actor=county, code=code, to=own, reason="现场整改")
        items.add_evidence(actor=county, code=code, name=picture, content=PICTURE)
        items.move_item(actor=county, code=code, move="remedy")


def _acting(username: str) -> Actor:
    from fangxian.features.charges import acting

    with transaction.atomic():
        scope.enter_self(username)
        actor = acting.choose(username)
    assert actor is not None, f"the demo has no {username}"
    return actor

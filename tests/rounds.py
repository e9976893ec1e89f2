"""A sampling round over Anning, with a swab, and what fills the addresses of sampling."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from tests import world

AT = datetime(2022, 2, 5, 22, tzinfo=UTC)


def samples() -> dict[str, str]:
    """What fills the addresses of sampling."""
    from fangxian.features.campaigns import services as campaigns
    from fangxian.features.field.recording import record_here
    from fangxian.features.sampling import services
    from fangxian.features.sampling.services import Order
    from fangxian.kernel.authority import Can

    lu = world.BY_NAME["lu"].actor
    window = {"starts_at": AT, "ends_at": AT + timedelta(hours=12), "results_by": AT + timedelta(hours=24)}
    with scope.acting(lu):
        made = services.order_round(actor=lu, order=Order(area=world.COUNTY, name="第一轮", **window), at=AT)
    campaigns.prepare(actor=lu, code=made.code)
    swab = {
        "id": str(uuid7()),
        "kind": "swab",
        "form_version": 1,
        "area": world.UPPER,
        "subject": f"{made.code}/T0001",
        "occurred_at": AT,
        "body": {"point": "S-SQUARE", "table": 1, "name": "过路人"},
    }
    with scope.acting(lu):
        record_here(actor=lu, reports=[swab], person="R-07", can=Can.ROUND_ORDER)
        move = _moved(made.code)
    return _moving(lu) | {
        "code": made.code,
        "point": "S-SQUARE",
        "tube": "T0001",
        "swab": swab["id"],
        "form": "csv",
        "move": move,
    }


def _moved(code: str) -> str:
    """A team that was moved to the square."""
    from fangxian.features.sampling.models import TeamMove

    places = {"area": world.UPPER, "point": "S-SQUARE", "from_area": world.LOWER, "from_point": "S-HOTEL"}
    people = {"people": ["R-07"], "names": ["覃梅"]}
    who = {"person": world.BY_NAME["lu"].account, "person_name": "陆明"}
    return TeamMove.objects.create(code="move-1", round=code, at=AT, **places, **people, **who).code


def _moving(lu: Actor) -> dict[str, str]:
    """Somebody on a list, and an item of a tube to look for: open since two hours."""
    from fangxian.features.items.models import Item
    from fangxian.features.sampling.services import Listed, list_residents, raise_alarms

    listed = Listed([f"{world.UPPER}-0001-0"], "exempt", "infant")
    with scope.acting(lu):
        list_residents(actor=lu, listed=listed, at=AT)
        raise_alarms(actor=lu, at=AT + timedelta(hours=3))
        item = Item.objects.values_list("code", flat=True).get(kind="tube")
    return {"resident": listed.residents[0], "item": item}

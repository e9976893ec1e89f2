"""A round rebuilt from the log: swabs, tubes and counters must be what the log says, whatever came when."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction

from fangxian.features.campaigns import services as campaigns
from fangxian.features.campaigns.models import Campaign
from fangxian.features.sampling import access
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.interpreting import KINDS
from fangxian.features.sampling.models.tally import COUNTED
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.reports.replaying import Kept, Rebuilt, Remembered, replay
from fangxian.kernel.trail import services as trail

REPORTS = tuple(kind.code for kind in KINDS)
COLUMNS = {
    "swab": 'id, area, point, "table", tube, target, at, person, void, counts',
    "stranger": "id, area, name_sealed, id_type, id_sealed, id_index, phone_sealed, address_sealed",
    "tube": 'code, area, point, "table", tables, size, swabs, stated, stage, box, first_at, closed_at, '
    "packed_at, handed_at, received_at, result, resulted_at",
    "tally": f"area, point, {', '.join(COUNTED)}",
    "pace": "area, point, slot, swabs",
}
SOME = {"pace": "swabs <> 0", "tally": " OR ".join(f"{one} <> 0" for one in COUNTED)}
"""A counter in which nothing is left counts as none."""
KEPT = {
    f"sampling_{name}": Kept(
        f"SELECT {columns} FROM sampling_{name} WHERE round = %(round)s",  # noqa: S608 names are ours
        SOME.get(name, "true"),
    )
    for name, columns in COLUMNS.items()
}


@transaction.atomic
def rebuild_round(
    *, actor: Actor, code: str, keep: bool = True, told: Callable[[int], None] | None = None
) -> Rebuilt:
    """
    Replay the log of a round from its first report. Reports wait meanwhile.

    The people, who are the targets of its campaign, and its coverage and pace are compared, too. With `keep`
    false everything is put back as it was and only the comparison remains; `told` hears how many reports
    have been replayed.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
    """
    of_round = access.claim(actor, code, can=Can.ROUND_ORDER)
    campaign = Campaign.objects.get(code=code)
    with connection.cursor() as cursor:
        # Before anything is looked at, so that no report comes between the looking and the counting.
        cursor.execute("LOCK TABLE campaigns_coverage IN EXCLUSIVE MODE")
        swabs, people = Remembered(KEPT, {"round": code}), campaigns.remember(campaign)
        cursor.execute("SELECT sampling_forget(%s)", [code])
    reports = replay(REPORTS, of_round.area, code, told)
    found = Rebuilt(reports, swabs.wrong() | campaigns.counted_twice(campaign, people))
    if keep:
        trail.record(actor=actor, kind=Event.REBUILT, area=of_round.area, subject=code)
    else:
        transaction.set_rollback(True)
    return found

"""Coverage rebuilt from the log: what is live must be what the log says, and one command proves it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction

from fangxian.features.campaigns import access
from fangxian.features.campaigns.events import Event
from fangxian.features.campaigns.models import Campaign
from fangxian.features.campaigns.services.rebuilding import recount, reset_states
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import span
from fangxian.kernel.reports.replaying import Kept, Rebuilt, Remembered, replay
from fangxian.kernel.trail import services as trail

VISITS = ("visit",)
KNOWN = "AND EXISTS (SELECT 1 FROM campaigns_target t WHERE t.code = subject)"
_MINE = "WHERE campaign = %(campaign)s AND area >= %(start)s AND area < %(end)s"
KEPT = {
    "targets": Kept(
        f"SELECT code, standing, outcome, occurred_at, report, asked, not_home FROM campaigns_target {_MINE}"  # noqa: S608 names are ours
    ),
    "coverage": Kept(
        "SELECT area, targets, reached, not_home, refused, unreachable, service, asked, exempt "  # noqa: S608
        f"FROM campaigns_coverage {_MINE}"
    ),
    "pace": Kept(f"SELECT area, slot, reached FROM campaigns_pace {_MINE}", "reached <> 0"),  # noqa: S608
}
"""What follows from reports about a campaign; a quarter hour in which nothing is left counts as none."""


def rebuild_coverage(
    *, actor: Actor, code: str, keep: bool = True, told: Callable[[int], None] | None = None
) -> Rebuilt:
    """
    Replay the log of a campaign from its first report: states of targets, coverage and pace.

    Reports wait meanwhile. With `keep` false everything is put back as it was and only the comparison
    remains. `told` hears how many reports have been replayed.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
    """
    with transaction.atomic():
        campaign = access.claim(actor, code, can=Can.CAMPAIGN_RUN)
        with connection.cursor() as cursor:
            # Before anything is looked at, so that no report comes between the looking and the counting.
            cursor.execute("LOCK TABLE campaigns_coverage IN EXCLUSIVE MODE")
        live = remember(campaign)
        reset_states(campaign)
        recount(campaign)
        reports = replay(VISITS, campaign.area, code, told, KNOWN)
        found = Rebuilt(reports, counted_twice(campaign, live))
        if not keep:
            transaction.set_rollback(True)
        else:
            trail.record(
                actor=actor, kind=Event.REBUILT, area=campaign.area, subject=code, targets=campaign.targets
            )
    return found


def remember(campaign: Campaign) -> Remembered:
    """How a campaign stands now."""
    start, end = span(campaign.area)
    return Remembered(KEPT, {"campaign": campaign.code, "start": start, "end": end})


def counted_twice(campaign: Campaign, live: Remembered) -> dict[str, int]:
    """Rows that are not as they were, as the replay moved them or as its targets are counted anew."""
    moved = live.wrong()
    recount(campaign)
    return {name: moved[name] or count for name, count in live.wrong().items()}

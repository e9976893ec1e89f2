"""The round of a torture: ordered, with codes for its tables, and its swabs held against the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from fangxian.kernel.authority import Actor, Role

NAME = "torture"

_ASTRAY = """
    SELECT count(*) FILTER (WHERE s.id IS NULL),
        count(*) FILTER (WHERE s.tube <> r.subject OR u.code IS NULL)
    FROM field_report r LEFT JOIN sampling_swab s ON s.id = r.id LEFT JOIN sampling_tube u ON u.code = s.tube
    WHERE r.kind = 'swab' AND starts_with(r.subject, %s)
"""
_IN_TUBES = """
    SELECT abs((SELECT coalesce(sum(swabs), 0) FROM sampling_tube WHERE round = %(round)s)
        - (SELECT count(*) FROM sampling_swab WHERE round = %(round)s AND NOT void))
"""
_TWICE = """
    SELECT coalesce(sum(n - 1), 0) FROM (
        SELECT count(*) AS n FROM sampling_swab WHERE round = %(round)s AND counts AND target <> ''
        GROUP BY target HAVING count(*) > 1
    ) twice
"""


@dataclass(frozen=True, slots=True)
class Swabs:
    """
    The swabs of a round's log by id, with their tube; how many are in no tube, how many in another than their
    table said (or in two), and how often a person counts too many times.
    """

    logged: dict[str, str]
    lost: int
    elsewhere: int
    counted_twice: int


def order(actor: Actor, area: str) -> str:
    """The code of a round over an area, laid out; those of earlier tortures close."""
    from django.utils import timezone

    from fangxian.features.campaigns import services as campaigns
    from fangxian.features.campaigns.models import Campaign, CampaignKind, CampaignState
    from fangxian.features.sampling import services
    from fangxian.kernel.db import scope

    starts_at = timezone.now() - timedelta(hours=10)
    with scope.acting(actor):
        open_ = Campaign.objects.filter(name=NAME, kind=CampaignKind.SAMPLING, state=CampaignState.OPEN)
        for last in open_:
            campaigns.close_campaign(actor=actor, code=last.code)
        ends_at, due = starts_at + timedelta(days=1), starts_at + timedelta(days=2)
        wanted = services.Order(area=area, name=NAME, starts_at=starts_at, ends_at=ends_at, results_by=due)
        made = services.order_round(actor=actor, order=wanted)
    campaigns.prepare(actor=actor, code=made.code)
    return made.code


def offer_codes(actor: Actor, number: int) -> list[str]:
    """Codes for phones of the first sampler's charge: the tables of one point."""
    from fangxian.features.charges import access as charges
    from fangxian.features.field import services
    from fangxian.kernel.db import scope

    with scope.acting(actor):
        held = charges.visible(actor).filter(charges.running(), role=Role.SAMPLER, holder__isnull=False)
        charge = held.order_by("area", "code").values_list("code", flat=True)[0]
        return [services.offer_enrolment(actor=actor, charge=charge).code for _ in range(number)]


def read(actor: Actor, of_round: str) -> Swabs:
    """What the log and the tables of a round say."""
    from django.db import connection

    from fangxian.features.field.models import Report
    from fangxian.kernel.db import scope

    with scope.acting(actor), connection.cursor() as cursor:
        logged = Report.objects.filter(kind="swab", subject__startswith=f"{of_round}/")
        found = {str(one): tube for one, tube in logged.values_list("id", "subject")}
        cursor.execute(_ASTRAY, [f"{of_round}/"])
        lost, elsewhere = cursor.fetchone()
        cursor.execute(_IN_TUBES, {"round": of_round})
        elsewhere += int(cursor.fetchone()[0])
        cursor.execute(_TWICE, {"round": of_round})
        return Swabs(found, lost, elsewhere, int(cursor.fetchone()[0]))

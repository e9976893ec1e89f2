"""The sheet of targets: whom a campaign with a list must reach, by resident code or by document number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from fangxian.features.campaigns import listing_checks as checks
from fangxian.features.campaigns.models import Campaign
from fangxian.features.campaigns.services.laying import BLANK, COLUMNS, WEIGHT
from fangxian.features.campaigns.services.rebuilding import recount
from fangxian.features.incidents.selectors import vault
from fangxian.features.territory.sheets import sealing
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.sheets import Column, Counts, Fault, Kind, Upsert, Work, cells
from fangxian.kernel.sheets.kinds import Derive, Derived

_LISTED = Upsert(
    table="campaigns_listedtarget",
    key=("target",),
    joins=checks.FOUND,
    values={
        "target": "s.campaign_code || '/' || r.code",
        "campaign": "s.campaign_code",
        "area": "r.area",
        "origin": "s.origin",
        "arrived_on": "s.arrived_on",
    },
    key_column="resident_code",
)
_TARGETS = f"""
    {COLUMNS}
    SELECT s.campaign_code || '/' || r.code, s.campaign_code, r.area, h.village, r.household, r.code,
           {WEIGHT.format("r")}, {BLANK}
    FROM sheet_rows s {checks.FOUND}
    JOIN territory_household h ON h.incident = %(incident)s AND h.code = r.household
    ORDER BY r.area, r.code ON CONFLICT DO NOTHING
"""  # noqa: S608 names are ours
_TOUCHED = "SELECT array_agg(DISTINCT campaign_code ORDER BY campaign_code) FROM sheet_rows"


def _before(work: Work) -> None:
    for statement in checks.FIND:
        work.run(statement)


def _merge(work: Work) -> Counts:
    counts = _LISTED(work)
    if counts.new:
        work.run(_TARGETS)
    return counts


def _after(work: Work) -> None:
    """Count the campaigns anew to which the sheet has brought somebody."""
    codes = work.value(_TOUCHED) or []
    for campaign in Campaign.objects.filter(code__in=codes).order_by("code").select_for_update():
        listed = work.value(
            "SELECT count(*) FROM campaigns_target WHERE campaign = %(code)s", code=campaign.code
        )
        if listed != campaign.targets:
            campaign.targets = recount(campaign)
            campaign.save(update_fields=["targets"])


def _finder(actor: Actor) -> Derive:
    """Makes the blind index of each document number, by which residents are found without opening theirs."""
    safe = vault(actor.incident)

    def derive(columns: Mapping[str, Sequence[Any]]) -> Derived:
        pairs = enumerate(zip(columns["resident_code"], columns["id_number"], strict=True))
        nameless = [(place, "resident_code", Fault("nobody_named")) for place, pair in pairs if not any(pair)]
        return [[safe.index(number, "id_number") for number in columns["id_number"]]], nameless

    return derive


WHOM = (
    Column(
        name="resident_code",
        title=_("Resident code"),
        parse=cells.code(48),
        aliases=("编码", "人员编码", "居民编码"),
    ),
    Column(
        name="id_number",
        title=_("Document number"),
        parse=sealing.document,
        personal=True,
        staged=False,
        aliases=("证件号码", "證件號碼", "身份证号", "身份证号码", "身份證號"),
    ),
)
"""Columns by which a sheet names a resident: their code, or their document."""

TARGETS = Kind(
    code="targets",
    title=_("Targets of a campaign"),
    can=Can.CAMPAIGN_RUN,
    key=("campaign_code", "id_index", "resident_code"),
    columns=(
        Column(
            name="campaign_code",
            title=_("Campaign code"),
            parse=cells.code(16),
            required=True,
            aliases=("行动编码", "行動編碼", "campaign"),
        ),
        *WHOM,
        Column(
            name="origin",
            title=_("Came from"),
            parse=cells.text(120),
            aliases=("来源地", "來源地", "返乡来源", "返回地", "from"),
        ),
        Column(
            name="arrived_on",
            title=_("Arrived on"),
            parse=cells.day(),
            aliases=("到达日期", "抵達日期", "返回日期", "返乡日期"),
        ),
    ),
    derived=(("id_index", "bytea"),),
    derive=_finder,
    checks=checks.CHECKS,
    sentences=checks.SENTENCES,
    before=_before,
    merge=_merge,
    after=_after,
)

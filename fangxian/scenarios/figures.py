"""The published figures in words: what each is, and the sentence that names its source."""

from __future__ import annotations

from fangxian.scenarios.debao_2022.marks import _
from fangxian.scenarios.debao_2022.statements import BULLETIN, CENSUS, DAILY, HEALTH, REPORT
from fangxian.scenarios.facts import figures

FIGURES: tuple[tuple[str, float, str], ...] = (
    (_("Residents of Baise"), figures.RESIDENTS_OF_BAISE, CENSUS),
    (_("Family households of Baise"), figures.HOUSEHOLDS_OF_BAISE, CENSUS),
    (_("Persons in a household of Baise"), figures.PERSONS_A_HOUSEHOLD, CENSUS),
    (_("Residents of Debao"), figures.RESIDENTS_OF_DEBAO, ""),
    (_("Party members who answered the call"), figures.MEMBERS_OF_BAISE, DAILY),
    (_("Sampled in round 1 of Debao, to 6 February"), figures.ROUND_1_SAMPLED, BULLETIN),
    (_("Positive in round 1 of Debao"), figures.ROUND_1_POSITIVE, BULLETIN),
    (_("To be checked again after round 1 of Debao"), figures.ROUND_1_TO_CHECK, BULLETIN),
    (_("Cases of Debao to 9 February"), figures.CASES_OF_DEBAO, BULLETIN),
    (_("Of them in Du'an"), figures.CASES_OF_DUAN, BULLETIN),
    (_("Sampling points in the town of Debao"), figures.TOWN_SAMPLING_POINTS, REPORT),
    (_("Isolation rooms for 10,000 residents, at least"), figures.ISOLATION_ROOMS_PER_10_000, HEALTH),
)
"""Label, value, source; an empty source means the figure is assumed."""

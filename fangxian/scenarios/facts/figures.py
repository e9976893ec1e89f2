"""Published figures that the scenario is held to, each with its source."""

from __future__ import annotations

import datetime as dt

RESIDENTS_OF_BAISE = 3_571_505
"""Source: seventh national census, 1 November 2020, bulletin of Baise."""

HOUSEHOLDS_OF_BAISE = 1_161_311
"""Family households. Source: the same bulletin."""

PERSONS_A_HOUSEHOLD = 2.89
"""Persons in a family household of Baise. Source: the same bulletin."""

MEMBERS_OF_BAISE = 170_000
"""Party members who answered the call. Source: Guangxi Daily, February 2022."""

RESIDENTS_OF_DEBAO = 300_000
"""Assumed: the counties' populations were not found when the scenario was made."""

TOWN_SAMPLING_POINTS = 40
"""Sampling points in the town of Debao. Source: Guangxi newspaper report, February 2022."""

ISOLATION_ROOMS_PER_10_000 = 20
"""At least. Source: National Health Commission, September 2021."""

ROUND_1_SAMPLED, ROUND_1_NEGATIVE, ROUND_1_POSITIVE, ROUND_1_TO_CHECK = 207_506, 207_321, 98, 87
"""People of the first round of Debao, to 6 February. Source: bulletin of Guangxi, February 2022."""

CASES_OF_DEBAO, CASES_OF_DUAN = 162, 151
"""Of 180 cases on 9 February 2022, 12:00. Source: bulletin of Guangxi, 9 February 2022."""

FIRST_DAY = dt.date(2022, 2, 5)
"""First day with published cases of the outbreak; ages are reckoned on it."""

CENSUS_AGE_SHARES = {"under_15": 0.2363, "15_to_59": 0.5969, "over_59": 0.1669}
"""Guangxi. Source: seventh national census, bulletin of Guangxi, May 2021."""

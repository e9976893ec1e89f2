"""
What swabs, voids and steps change: functions of the database, so that it is one way there for each group.

A table samples whoever comes, also people of the next village, whose target and coverage lie outside its
charge. The functions run with the owner's sight for that, and only for that: they take what lies in the
caller's own scope, of a round of the caller's incident, and touch no target but those of that round. Each
first locks what it will change, in one order (tubes, then people), and then looks: a statement of PL/pgSQL
sees what was committed while it waited.
"""

from __future__ import annotations

from fangxian.features.sampling.sql.forgetting import FORGET
from fangxian.features.sampling.sql.people import PEOPLE
from fangxian.features.sampling.sql.results import NOTE
from fangxian.features.sampling.sql.swabs import BACK, FOLLOW, TAKE
from fangxian.features.sampling.sql.tubes import HOLD, TUBES

DOORS = ("sampling_take", "sampling_take_back", "sampling_follow", "sampling_note_results", "sampling_forget")
"""What the application may call; how tubes are held, and tubes and people settled, is theirs alone."""
INNER = ("sampling_hold_tubes", "sampling_settle_people", "sampling_settle_tubes")
ALL = (HOLD, PEOPLE, TUBES, TAKE, BACK, FOLLOW, NOTE, FORGET)


def again(function: str) -> str:
    """A function made over an earlier form of it; one with other arguments is dropped before."""
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)

"""What is allowed and what is said, as pure functions: skills, gaps in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fangxian.features.duty.models.plan import PlanState
from fangxian.features.duty.models.post import GapReason
from fangxian.features.roster.models import ResponderKind, Skill

SILENCE = timedelta(minutes=15)
"""A computation that gave no sign of life for so long has died with its worker."""


def is_waiting(state: str) -> bool:
    """Whether a plan waits for its result."""
    return state in (PlanState.WAITING, PlanState.COMPUTING)


def is_busy(state: str, heard_at: datetime, at: datetime) -> bool:
    """Whether a worker has the plan in hand, or will have; False once it has been silent for too long."""
    return is_waiting(state) and at - heard_at < SILENCE


def lacking(has: Iterable[str], needed: Iterable[str]) -> list[str]:
    """
    The skills that are needed and not there.

    >>> lacking(["swab"], ["swab", "drive"])
    ['drive']
    """
    return sorted(set(needed) - set(has))


def explain(
    *,
    reason: str,
    missing: int,
    skills: Sequence[str],
    kinds: Sequence[str] = (),
    farthest_m: int | None = None,
    nearest_m: int | None = None,
) -> str:
    """
    Why seats stay empty and what would fill them, as sentences in the reader's language.

    `skills` and `kinds` are what the post asks, `farthest_m` how far holders may live, `nearest_m` how far
    the nearest person who qualifies lives.
    """
    asked = asked_for(skills, kinds)
    lack = ngettext("%(count)d person is missing.", "%(count)d people are missing.", missing) % {
        "count": missing
    }
    return f"{lack} {_why(reason, asked, farthest_m, nearest_m)} {_cure(reason, asked, nearest_m)}"


def asked_for(skills: Sequence[str], kinds: Sequence[str]) -> str:
    """Skills and kinds a post asks for, in words."""
    who = _(" or ").join(str(ResponderKind(one).label) for one in kinds)
    what = _(" and ").join(str(Skill(one).label) for one in skills)
    if who and what:
        return _("%(who)s with %(what)s") % {"who": who, "what": what}
    return who or what or _("anybody")


def _why(reason: str, asked: str, farthest_m: int | None, nearest_m: int | None) -> str:
    facts = {"asked": asked, "far": kilometres(farthest_m), "near": kilometres(nearest_m)}
    match reason:
        case GapReason.NO_SKILL:
            return _("The roster of this area has nobody who qualifies (%(asked)s).") % facts
        case GapReason.TOO_FAR if nearest_m is not None:
            return (
                _("Nobody who qualifies (%(asked)s) lives within %(far)s; the nearest lives %(near)s away.")
                % facts
            )
        case GapReason.TOO_FAR:
            return _("Nobody who qualifies (%(asked)s) lives within %(far)s.") % facts
        case GapReason.UNAVAILABLE:
            return _("All who qualify (%(asked)s) are marked unavailable for this time.") % facts
        case GapReason.VACATED:
            return _("The person posted here became unavailable after the plan was published.")
    return (
        _("All who qualify (%(asked)s) and live near enough hold other posts or are at their hours.") % facts
    )


def _cure(reason: str, asked: str, nearest_m: int | None) -> str:
    facts = {"asked": asked, "near": kilometres(nearest_m)}
    match reason:
        case GapReason.NO_SKILL:
            return _("To fill it: train somebody, or ask the level above for people (%(asked)s).") % facts
        case GapReason.TOO_FAR if nearest_m is not None:
            return _("To fill it: bring people in over %(near)s, or recruit volunteers here.") % facts
        case GapReason.UNAVAILABLE:
            return _("To fill it: ask when they are back, or pin somebody from another post.")
        case GapReason.VACATED:
            return _("To fill it: pin a reserve in a new draft, or recompute and publish.")
    return _("To fill it: add people (%(asked)s), or free one from a post of lower priority.") % facts


Times = Sequence[tuple[datetime, datetime]]


def may_follow(done: Times, then: Times, *, rest: timedelta, longest: timedelta) -> bool:
    """
    Whether somebody may stand some shifts after those they have stood: rested between them, none too long.

    Shifts that join without a break are one.

    >>> day = lambda *hours: [(datetime(2022, 2, 5, a), datetime(2022, 2, 5, b)) for a, b in hours]
    >>> rules = {"rest": timedelta(hours=11), "longest": timedelta(hours=12)}
    >>> may_follow(day((8, 10)), day((10, 14)), **rules), may_follow(day((8, 10)), day((14, 20)), **rules)
    (True, False)
    """
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted([*done, *then]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    rested = all(later[0] - earlier[1] >= rest for earlier, later in pairwise(joined))
    return rested and all(end - start <= longest for start, end in joined)


def kilometres(metres: int | None) -> str:
    """
    A distance in words.

    >>> kilometres(850), kilometres(12400)
    ('850 m', '12.4 km')
    """
    if metres is None:
        return _("any distance")
    return f"{metres} m" if metres < 1000 else f"{metres / 1000:.1f} km"


def crew_name(crew: int) -> str:
    """
    The letter people know a crew by.

    >>> crew_name(0), crew_name(27)
    ('A', 'B2')
    """
    letter, again = chr(ord("A") + crew % 26), crew // 26
    return letter if not again else f"{letter}{again + 1}"


def language_of_pack() -> str:
    """The reader's language as rule packs name it."""
    return {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get(get_language() or "", "en")

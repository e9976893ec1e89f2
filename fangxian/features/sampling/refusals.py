"""What sampling refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict


class ResultsTooSoon(BadInput):
    """Results cannot all be there before the last swab is taken."""

    code = "sampling.results_too_soon"
    sentence = _("The results are due before the last swab is taken. Set a later time.")


class ZoneOutside(BadInput):
    """A zone must lie in the area of its round, and each area is one zone."""

    code = "sampling.zone_outside"
    sentence = _("%(zone)s does not lie in the area of the round, or is named twice.")


class PoolUnfit(BadInput):
    """Tubes hold from one swab to twenty."""

    code = "sampling.pool_unfit"
    sentence = _("A tube holds from 1 to 20 swabs, not %(size)s.")


class TablesUnfit(BadInput):
    """A point has from one table to ninety-nine."""

    code = "sampling.tables_unfit"
    sentence = _("A point has from 1 to 99 tables.")


class PointShut(Conflict):
    """No team goes to a point that is closed."""

    code = "sampling.point_shut"
    sentence = _("%(point)s is closed. Open it first, or choose another point.")


class MovedAlready(Conflict):
    """Somebody else moved a team of the point meanwhile, or closed it."""

    code = "sampling.moved_already"
    sentence = _("The teams of %(point)s were changed meanwhile. Look at the round again, then decide.")


class LastTeam(Conflict):
    """A point keeps its last team while people are left."""

    code = "sampling.last_team"
    sentence = _("It is the last team of %(point)s, and people there are left. Take a team of another point.")


class HasResult(Conflict):
    """A tube has a result, and another one would be a second entrance for one fact."""

    code = "sampling.has_result"
    sentence = _("Tube %(tube)s has the result %(value)s already. Amend it on its page, with a reason.")


class NotedMeanwhile(Conflict):
    """Somebody else noted another result of a tube while this one was written."""

    code = "sampling.noted_meanwhile"
    sentence = _("Somebody noted another result of a tube just now. Look at what it says, then try again.")


class EarlyTest(BadInput):
    """A tube cannot be tested before there was a swab in it."""

    code = "sampling.tested_too_soon"
    sentence = _("Tube %(tube)s would have been tested before its first swab was taken.")


class ResultMissing(Conflict):
    """There is no result to amend, or the new one says the same."""

    code = "sampling.result_missing"
    sentence = _("There is no other result to amend. Look at the tube again.")


class AmendmentWaits(Conflict):
    """One amendment of a result at a time."""

    code = "sampling.amendment_waits"
    sentence = _("%(name)s has proposed another result already. Confirm it or take it back first.")


class AmendmentGone(Conflict):
    """Nothing is left to confirm: it was confirmed or taken back."""

    code = "sampling.amendment_gone"
    sentence = _("No amended result waits here any more. Look at the tube again.")


class NotSecond(BadInput):
    """Two people sign an amended result."""

    code = "sampling.not_second"
    sentence = _("Somebody else must sign as well.")


class ReasonMissing(BadInput):
    """An amended result has a reason."""

    code = "sampling.reason_missing"
    sentence = _("Say why the result is amended.")


class ListUnfit(BadInput):
    """Each list has its own reasons."""

    code = "sampling.list_unfit"
    sentence = _("This is no reason for this list. Choose one of those that stand under it.")


class ListUntilMissing(BadInput):
    """What passes needs a day up to which it holds, and that lies ahead."""

    code = "sampling.list_until_missing"
    sentence = _("Say up to which day it holds: today or later.")


class ListedAlready(Conflict):
    """Nobody is on two lists."""

    code = "sampling.listed_already"
    sentence = _("%(resident)s is on a list already. End that entry first.")


class SeveralPeople(BadInput):
    """A number that is not one person's names nobody."""

    code = "sampling.several_people"
    sentence = _("Several residents have this number. Use the resident's code.")


class CouriersUnfit(BadInput):
    """Somebody must drive."""

    code = "sampling.couriers_unfit"
    sentence = _("Say how many couriers drive: from 1 to 99.")


class LaboratoryMissing(BadInput):
    """Couriers leave from a laboratory and come back to it."""

    code = "sampling.laboratory_missing"
    sentence = _("There is no open laboratory of this code among the sites in your sight.")

"""Each kind of event of sampling, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import reading, told


@told
class Event(models.TextChoices):
    """What can happen to a round."""

    ORDERED = "sampling.ordered", _("ordered round %(number)s of %(area)s: %(people)s people")
    TURNS_LAID = (
        "sampling.turns_laid",
        _(
            "gave %(count)s grids of round %(subject)s their points and times; %(teams)s mobile teams "
            "visit %(beyond)s people"
        ),
    )
    POINT_CHANGED = (
        "sampling.point_changed",
        _("changed point %(subject)s of round %(round)s: %(tables)s tables"),
    )
    TEAM_MOVED = "sampling.team_moved", _("moved a team of round %(round)s from %(place)s to %(to)s")
    TEAM_BACK = "sampling.team_back", _("put a team of round %(round)s back from %(place)s to %(to)s")
    REBUILT = "sampling.rebuilt", _("rebuilt round %(subject)s of %(area)s from the log")
    RESULTS_NOTED = "sampling.results_noted", _("noted %(count)s results, %(bad)s suspected or positive")
    AMENDMENT_PROPOSED = "sampling.amendment_proposed", _("proposed another result for tube %(subject)s")
    AMENDMENT_WITHDRAWN = "sampling.amendment_withdrawn", _("left the result of tube %(subject)s as it was")
    RESULT_AMENDED = "sampling.result_amended", _("amended the result of tube %(subject)s")
    STRANGER_READ = (
        "sampling.stranger_read",
        _("read who stranger %(subject)s of round %(round)s is, for: %(purpose)s"),
    )
    PEOPLE_PULLED = (
        "sampling.people_pulled",
        _("took the list of %(count)s people of %(area)s, masked, for sampling"),
    )
    COURIERS_PLANNED = (
        "sampling.couriers_planned",
        _("planned rounds of %(couriers)s couriers to %(points)s points of round %(subject)s"),
    )
    LISTED = "sampling.listed", _("put %(count)s residents on the list “%(list)s”, for: %(reason)s")
    UNLISTED = "sampling.unlisted", _("took %(count)s residents off the list “%(list)s”")
    RESULT_ASKED = (
        "sampling.result_asked",
        _("%(subject)s read their own result of round %(round)s on the residents' page"),
    )
    ASKING_BARRED = (
        "sampling.asking_barred",
        _("somebody gave wrong answers for one code on the residents' page, and must wait"),
    )


reading(Event.STRANGER_READ)

"""What the roster will not do, each with its code and its sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict


class ResponderCodeTaken(Conflict):
    """There is a responder of this code, in sight or not."""

    code = "roster.responder_code_taken"
    sentence = _("Code %(responder)s is in use by another responder. Choose another code.")


class AccountTaken(Conflict):
    """The account belongs to another responder."""

    code = "roster.account_taken"
    sentence = _("The account %(account)s already belongs to another responder.")


class NotAVillage(BadInput):
    """A home must be a village or community in sight."""

    code = "roster.not_a_village"
    sentence = _("There is no village or community %(area)s in your sight.")


class UnitUnknown(BadInput):
    """The unit is not there, closed, or out of sight."""

    code = "roster.unit_unknown"
    sentence = _("There is no running unit %(unit)s in your sight.")


class NotABranch(BadInput):
    """The unit is no party branch."""

    code = "roster.not_a_branch"
    sentence = _("%(unit)s is not a party branch.")


class WorksElsewhere(BadInput):
    """Only the side of the work unit gives somebody another unit."""

    code = "roster.works_elsewhere"
    sentence = _("%(name)s works for a unit of another area; only that area can release them.")


class PeriodTurned(BadInput):
    """A period ends before it starts."""

    code = "roster.period_turned"
    sentence = _("The last day is before the first.")


class DayTooFar(BadInput):
    """A day of an absence lies out of all reason."""

    code = "roster.day_too_far"
    sentence = _("A day of an absence lies between %(earliest)s and %(latest)s.")


class AbsenceOver(BadInput):
    """An absence has ended already."""

    code = "roster.absence_over"
    sentence = _("This time is over already.")


class BulkNotProposed(Conflict):
    """The change was applied or undone already."""

    code = "roster.bulk_not_proposed"
    sentence = _("This change has already been made. Look at what became of it.")


class BulkNotApplied(Conflict):
    """There is nothing to undo."""

    code = "roster.bulk_not_applied"
    sentence = _("This change is not in force, so there is nothing to undo.")


class UndoExpired(Conflict):
    """Too much time has passed."""

    code = "roster.undo_expired"
    sentence = _("This change was made more than %(hours)s hours ago. Make another change instead.")


class PreviewExpired(Conflict):
    """The preview is old."""

    code = "roster.preview_expired"
    sentence = _("This preview is more than %(hours)s hours old. Choose again.")


class NobodyChosen(BadInput):
    """No responder was chosen that the actor may change."""

    code = "roster.nobody_chosen"
    sentence = _("Nobody was chosen whom you may change this way.")

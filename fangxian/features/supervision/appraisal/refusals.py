"""What appraisals refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict


class NobodyThere(BadInput):
    """Nobody held a post or charge there in the period."""

    code = "appraisal.nobody_there"
    sentence = _("Nobody held a post or charge there in this period. Choose another period, area or unit.")


class PeriodUnfit(BadInput):
    """The period is empty, too long, or begins in the future."""

    code = "appraisal.period_unfit"
    sentence = _("The period must have begun, must end after it begins, and may have at most 92 days.")


class PeopleUnknown(BadInput):
    """The list names people who are not in sight."""

    code = "appraisal.people_unknown"
    sentence = _("These codes belong to nobody in your sight: %(codes)s")


class AlreadyOpened(Conflict):
    """There is one of the same area, unit, people and period."""

    code = "appraisal.already_opened"
    sentence = _(
        "There is an appraisal of the same people and period already, opened by %(name)s. Look at it."
    )


class NotOpen(Conflict):
    """It is closed, withdrawn, or just being counted."""

    code = "appraisal.not_open"
    sentence = _("This appraisal is closed, withdrawn, or just being counted. Look at it again.")


class ReasonMissing(BadInput):
    """Whoever is in it must learn why it goes."""

    code = "appraisal.reason_missing"
    sentence = _("Say why: everybody who is in it reads this.")


class TextMissing(BadInput):
    """Nothing was written."""

    code = "appraisal.text_missing"
    sentence = _("Write something first.")


class ProofMissing(BadInput):
    """A note stands on an inspection, a finding or an item that the writer can see."""

    code = "appraisal.proof_missing"
    sentence = _("Name an inspection, a finding or a task of your area that shows it.")


class ProofUnfit(BadInput):
    """What a note stands on says something of the person: by its kind, its place and its time."""

    code = "appraisal.proof_unfit"
    sentence = _(
        "This shows nothing of them. Name an inspection, a finding, a task or a directive of a place where "
        "they held a post or charge, from the days of the appraisal."
    )


class AboutOneself(Conflict):
    """Nobody writes about themselves."""

    code = "appraisal.about_oneself"
    sentence = _("Nobody writes about themselves. Answer on “My appraisal” instead.")


class CommendedAlready(Conflict):
    """A deed is commended once."""

    code = "appraisal.commended_already"
    sentence = _("This person has been commended for this already.")


class SeenOutside(BadInput):
    """What was seen lies outside the period."""

    code = "appraisal.seen_outside"
    sentence = _("What you saw must lie in the period of the appraisal.")

"""What the field refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.features.field.sentences import SENTENCES
from fangxian.kernel.errors import BadInput, Conflict, Refusal


class TokenUnknown(Refusal):
    """No phone has this token, or none was sent."""

    code = "field.token_unknown"
    status = 401
    sentence = SENTENCES[code]


class DeviceRevoked(Refusal):
    """The phone was revoked, or enrolled anew, or taken off by its holder."""

    code = "field.device_revoked"
    status = 401
    sentence = SENTENCES[code]


class DeviceExpired(Refusal):
    """The enrolment is older than it may be."""

    code = "field.device_expired"
    status = 401
    sentence = _(
        "The enrolment of this phone has expired. What waits on it is kept; enrol it again to send it."
    )


class ChargeEnded(Refusal):
    """The charge under which the phone was enrolled is over."""

    code = "field.charge_ended"
    status = 403
    sentence = SENTENCES[code]


class Unreadable(BadInput):
    """The request is not what the contract says."""

    code = "field.unreadable"
    sentence = _("This request cannot be read: %(problem)s")


class AreaTooLarge(Conflict):
    """The charge covers more than a phone holds."""

    code = "field.area_too_large"
    sentence = _(
        "This charge covers %(households)s households, and a phone holds at most %(most)s. "
        "Enrol it under the charge for a village or a grid."
    )


class CodeUnknown(Refusal):
    """There is no enrolment of this code."""

    code = "field.code_unknown"
    status = 404
    sentence = _("There is no such code. Look at it again, or show a new one under “My phone”.")


class CodeUsed(Conflict):
    """A phone was enrolled with it already."""

    code = "field.code_used"
    sentence = _("A phone was enrolled with this code already. Show a new one under “My phone”.")


class CodeExpired(Conflict):
    """Ten minutes are over."""

    code = "field.code_expired"
    sentence = _("This code was valid for ten minutes and has expired. Show a new one under “My phone”.")


class RoleHasNoPhone(Conflict):
    """The role carries no phone."""

    code = "field.role_has_no_phone"
    sentence = _("A %(role)s carries no phone, so none is enrolled for this charge.")


class NobodyHolds(Conflict):
    """A vacant charge has nobody who could carry the phone."""

    code = "field.nobody_holds"
    sentence = _("Nobody holds this charge. Appoint somebody first.")


class AlreadyRevoked(Conflict):
    """There is nothing left to revoke."""

    code = "field.already_revoked"
    sentence = _("This phone has been revoked already.")


class ReasonMissing(BadInput):
    """It is not done without a reason."""

    code = "field.reason_missing"
    sentence = _("Say why.")


class AlreadySettled(Conflict):
    """Somebody else was faster."""

    code = "field.already_settled"
    sentence = _("This report has been settled already. Look at what became of it.")


class NotDiscarded(Conflict):
    """Only what was discarded can be put back."""

    code = "field.not_discarded"
    sentence = _("This report was not discarded, so it cannot be put back into the queue.")


class StillRefused(BadInput):
    """The corrected report is refused as well; it stays in the queue."""

    code = "field.still_refused"
    sentence = _("Corrected like this it is refused again: %(why)s Nothing was changed.")


class AskedAlready(Conflict):
    """The same question was asked, and it is not yet time to ask again."""

    code = "field.asked_already"
    sentence = _(
        "%(who)s asked this on %(when)s, and it is not to be asked again before %(until)s. "
        "Read the answer below, or say why it must be asked all the same."
    )


class LineUnknown(BadInput):
    """No household of this sheet has this line code."""

    code = "field.line_unknown"
    sentence = _("There is no line %(line)s on this sheet. Look at it again.")


class NothingToSettle(BadInput):
    """No report was chosen that is still open."""

    code = "field.nothing_to_settle"
    sentence = _("Choose at least one report that is not settled yet.")


class SubjectUnknown(BadInput):
    """What a corrected report speaks of is not there."""

    code = "field.subject_unknown"
    sentence = _("What this speaks of is not in your area, or not for you. It may be gone.")


class EnteredOtherwise(Conflict):
    """This line was entered already, with another outcome."""

    code = "field.entered_otherwise"
    sentence = _("%(line)s was entered as “%(outcome)s” already.")


class RowUsedUp(Conflict):
    """A row of a slip was entered and taken back as often as it can be."""

    code = "field.row_used_up"
    sentence = _("Row %(row)s was entered and taken back too often. Use another row of the slip.")

"""What inspections refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict, NotAllowed


class NothingSeen(BadInput):
    """No line was judged."""

    code = "supervision.nothing_seen"
    sentence = _("Say of at least one line whether it is all right or failed.")


class ChecklistUnfit(BadInput):
    """The checklist is not for this kind of place."""

    code = "supervision.checklist_unfit"
    sentence = _("This checklist is not for such a place. Choose one of those offered.")


class NotTaken(Conflict):
    """The log does not take the report."""

    code = "supervision.not_taken"
    sentence = _("The inspection was not taken (%(why)s). Nothing was changed; look at the place again.")


class NoInspector(NotAllowed):
    """Whoever acts holds no charge by which they inspect there."""

    code = "supervision.no_inspector"
    sentence = _("Only a person with a charge that inspects here can do this.")


class NotPutRight(Conflict):
    """Nobody has said yet that the finding is put right."""

    code = "supervision.not_put_right"
    sentence = _("Nobody has reported this finding as put right yet. Look again when they have.")


class OwnRemedy(Conflict):
    """Whoever put it right does not judge it."""

    code = "supervision.own_remedy"
    sentence = _("You reported this as put right yourself. Somebody else looks again.")


class AlreadyEnded(Conflict):
    """The finding is closed or withdrawn."""

    code = "supervision.finding_ended"
    sentence = _("This finding is closed or withdrawn already.")


class ReasonMissing(BadInput):
    """A reason is needed."""

    code = "supervision.finding_reason_missing"
    sentence = _("Say why.")

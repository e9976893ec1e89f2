"""What items refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict, NotAllowed


class MoveNotPossible(Conflict):
    """The item is not in a state from which this move leads, or somebody else must make it."""

    code = "items.move_not_possible"
    sentence = _("This cannot be done with it now, or not by you. Look at it again.")


class ReasonMissing(BadInput):
    """The move needs a reason."""

    code = "items.reason_missing"
    sentence = _("Say why.")


class EvidenceMissing(BadInput):
    """The move needs a picture or a file."""

    code = "items.evidence_missing"
    sentence = _("Add a picture or a file that shows it.")


class EvidenceUnfit(BadInput):
    """The file is too large, or of a kind that is not kept."""

    code = "items.evidence_unfit"
    sentence = _("Only pictures, PDF, text and sheets of at most 5 MB are kept.")


class FileClosed(NotAllowed):
    """Who looks as somebody else takes no files away, as they take no exports."""

    code = "items.file_closed"
    sentence = _("Files stay closed while you look as somebody else. Stop looking, then open it as yourself.")


class DeadlinePast(BadInput):
    """The deadline lies before now."""

    code = "items.deadline_past"
    sentence = _("The deadline lies in the past.")


class AreaUnknown(BadInput):
    """There is no such area in sight."""

    code = "items.area_unknown"
    sentence = _("There is no area %(area)s in your sight.")

"""What orgs will not do, each with its code and its sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Conflict


class UnitCodeTaken(Conflict):
    """There is a unit of this code, in sight or not."""

    code = "orgs.unit_code_taken"
    sentence = _("Code %(unit)s is in use by another unit. Choose another code.")


class UnitInItself(BadInput):
    """A unit cannot stand below itself."""

    code = "orgs.unit_in_itself"
    sentence = _("%(unit)s cannot stand below itself or one of its own sub-units.")


class UnitOutsideParent(BadInput):
    """A unit's area must lie inside its parent's."""

    code = "orgs.unit_outside_parent"
    sentence = _("The area of the unit, %(area)s, does not lie in the area of its parent, %(parent_area)s.")


class UnitClosed(Conflict):
    """The unit does not exist any more."""

    code = "orgs.unit_closed"
    sentence = _("%(unit)s has been closed, so nothing can be put into it.")


class UnitNotEmpty(Conflict):
    """A unit with people or sub-units cannot be closed."""

    code = "orgs.unit_not_empty"
    sentence = _(
        "%(unit)s still has %(people)s people and %(units)s sub-units. "
        "Move them to another unit, then close it."
    )


class UnitNotTemporary(BadInput):
    """Only temporary branches are dissolved."""

    code = "orgs.unit_not_temporary"
    sentence = _("Not all of these are running temporary branches in your area.")

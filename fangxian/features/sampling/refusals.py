"""What sampling refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput


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

"""What privacy refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import NotAllowed


class NotTheLead(NotAllowed):
    """Only who leads the area says that its report was looked at."""

    code = "privacy.not_the_lead"
    sentence = _("Whoever leads this area says that they looked at it. You can see whether they did.")

"""What kept files refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import Conflict


class FileOver(Conflict):
    """Its day is over, or it was taken often enough."""

    code = "files.over"
    sentence = _(
        "This file can be taken no longer: its day is over, or it was taken five times. Make it anew."
    )

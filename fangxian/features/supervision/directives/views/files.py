"""Files that come with a form: at most five, none too large."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile

from fangxian.features.items.refusals import EvidenceUnfit
from fangxian.features.items.services import LARGEST
from fangxian.kernel.web.doors import Asked

MOST = 5


def kept(request: Asked) -> tuple[tuple[str, bytes], ...]:
    """
    Their names with their contents.

    Raises:
        EvidenceUnfit: one is larger than what is kept.
    """
    found = []
    for file in request.FILES.getlist("files")[:MOST]:
        assert isinstance(file, UploadedFile)
        if file.size is None or file.size > LARGEST:
            raise EvidenceUnfit(field="files")
        found.append((file.name or "", file.read()))
    return tuple(found)

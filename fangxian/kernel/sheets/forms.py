"""What the pages of imports ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.authority import Actor
from fangxian.kernel.sheets import registry


class UploadForm(forms.Form):
    """What kind of sheet it is, and the file."""

    kind = forms.ChoiceField(label=_("What is in the sheet"), widget=forms.Select({"class": "form-select"}))
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX; outlines as GeoJSON. The first row holds the column names."),
        widget=forms.FileInput({"class": "form-control", "accept": ".csv,.txt,.xlsx,.json,.geojson"}),
        allow_empty_file=True,  # an empty file is refused in our own words
    )

    def __init__(self, actor: Actor, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = [(kind.code, kind.title) for kind in registry.kinds_of(actor)]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

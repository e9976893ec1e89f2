"""What the pages of incidents ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EndForm(forms.Form):
    """The last day of an incident."""

    on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput({"type": "date", "class": "form-control"})
    )

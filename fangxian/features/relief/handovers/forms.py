"""What the pages of hand-overs ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.horizon import near


class AskForm(forms.Form):
    """Who takes the charge over, with which deputy, from when; people by their roster codes."""

    successor = forms.CharField(label=_("Who takes it over"), required=False, max_length=40)
    deputy = forms.CharField(label=_("Deputy from then on"), required=False, max_length=40)
    starts_at = forms.DateTimeField(
        label=_("From when"),
        validators=[near],
        required=False,
        help_text=_("Leave empty for the moment in which they accept."),
        widget=forms.DateTimeInput({"type": "datetime-local", "class": "form-control"}, "%Y-%m-%dT%H:%M"),
    )
    note = forms.CharField(
        label=_("What they should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"class": "form-control", "rows": 3}),
    )

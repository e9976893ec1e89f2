"""The form that the gallery shows fields with."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One field of each look: wrong, filled, ticked."""

    name = forms.CharField(label=_("Name"), help_text=_("As on the roster."))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    agreed = forms.BooleanField(label=_("Tell the township"), required=False)

"""What the pages of territory ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.features.territory.purposes import Purpose


class PurposeForm(forms.Form):
    """Why a resident's details are to be read."""

    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=Purpose.choices, widget=forms.Select({"class": "form-select"})
    )


class NumberForm(forms.Form):
    """A household's code, or a document or telephone number; sent in the body, so that no log holds it."""

    text = forms.CharField(
        label=_("Household code, document number or telephone"),
        max_length=64,
        widget=forms.TextInput({"class": "form-control", "autocomplete": "off", "spellcheck": "false"}),
    )

"""What is entered from paper: once a sheet, and once a line."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fangxian.features.campaigns.models import Outcome
from fangxian.features.field.selectors.paper import KEYS

VISITS = 5
"""Columns of a sheet: how often a household is visited on it."""


class SheetForm(forms.Form):
    """The day of the sheet, the number of the visit, when about it was, who went."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    visit = forms.TypedChoiceField(
        label=_("Visit"), coerce=int, choices=[(n, n) for n in range(1, VISITS + 1)]
    )
    at = forms.TimeField(label=_("Time"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    person = forms.ChoiceField(label=_("Who went"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """One line: its code, one key for the outcome, its own time where it is known, a note."""

    line = forms.CharField(label=_("Line"), max_length=20)
    outcome = forms.CharField(label=_("Outcome"), max_length=16)
    time = forms.TimeField(label=_("Time of this line"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
    correct = forms.BooleanField(required=False)

    def clean_outcome(self) -> str:
        """The outcome of the key that was pressed, or of its name."""
        given = str(self.cleaned_data["outcome"]).strip()
        outcome = KEYS.get(given, given)
        if outcome not in Outcome.values:
            raise forms.ValidationError(_("Press one of the keys 1 to 7."))
        return outcome


def moment(sheet: SheetForm, line: LineForm) -> datetime:
    """When a line happened: on the day of the sheet, at its own time or at the sheet's."""
    at: time = line.cleaned_data.get("time") or sheet.cleaned_data["at"]
    return timezone.make_aware(datetime.combine(sheet.cleaned_data["on"], at))

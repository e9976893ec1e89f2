"""What breaking the glass, and its review, ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fangxian.features.charges.glass.models import Reason, Verdict
from fangxian.features.charges.glass.rules import MINUTES


class BreakForm(forms.Form):
    """Where, why, and for how long."""

    area = forms.ChoiceField(label=_("Area to open"), widget=forms.Select({"class": "form-select"}))
    reason = forms.ChoiceField(
        label=_("Why"), choices=Reason.choices, widget=forms.Select({"class": "form-select"})
    )
    text = forms.CharField(
        label=_("In your own words"),
        help_text=_("What has happened, and why it cannot wait. The lead there and the auditor read it."),
        max_length=500,
        widget=forms.Textarea({"class": "form-control", "rows": 3}),
    )
    minutes = forms.TypedChoiceField(
        label=_("For how long"), coerce=int, widget=forms.Select({"class": "form-select"})
    )

    def __init__(self, areas: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(n, ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}) for n in MINUTES]
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
        self.fields["minutes"].choices = told  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """Whether it was right."""

    verdict = forms.ChoiceField(
        label=_("Was it right?"), choices=Verdict.choices, widget=forms.Select({"class": "form-select"})
    )
    note = forms.CharField(
        label=_("Remark"),
        help_text=_("Needed if it was not right."),
        required=False,
        max_length=500,
        widget=forms.Textarea({"class": "form-control", "rows": 2}),
    )

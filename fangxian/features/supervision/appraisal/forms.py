"""Input of the pages of appraisals."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.supervision.appraisal.proofs import Proof
from fangxian.features.supervision.appraisal.services import Seen, Wanted
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.asked import begin, end

_MOMENT = "%Y-%m-%dT%H:%M"


class _Form(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            choice = isinstance(field.widget, forms.Select)
            field.widget.attrs.setdefault("class", "form-select" if choice else "form-control")

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it names, or above the form."""
        field = str(refusal.facts.get("field", ""))
        self.add_error(field if field in self.fields else None, str(refusal))


class OpenForm(_Form):
    """Of whom and of which days; `areas` are (code, words)."""

    area = forms.ChoiceField(label=_("Area"))
    since = forms.DateField(label=_("First day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("At most 92 days. Area, days and people stay as they are once it is opened."),
    )
    unit = forms.CharField(
        label=_("Code of the unit"),
        required=False,
        max_length=64,
        help_text=_("Empty: people of every unit. Those of the units below it are in it, too."),
    )
    people = forms.CharField(
        label=_("Codes of the people"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Empty: everybody who held a post or charge there in these days."),
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was filled in: whole days, in local time."""
        asked = self.cleaned_data
        codes = tuple(code for code in re.split(r"[\s,;，；、]+", asked["people"]) if code)
        return Wanted(
            area=asked["area"],
            starts_at=begin(asked["since"]),
            ends_at=end(asked["until"]),
            unit=asked["unit"].strip(),
            people=codes,
        )


class SeenForm(_Form):
    """A note or a commendation; what it stands on is one of `proofs`, or any code in sight."""

    text = forms.CharField(
        label=_("What you saw"), max_length=2_000, widget=forms.Textarea({"rows": 4, "autofocus": True})
    )
    place = forms.CharField(label=pgettext_lazy("appraisal", "Where"), max_length=120)
    at = forms.DateTimeField(
        label=_("When you saw it"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=_MOMENT),
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
    )
    proof = forms.CharField(
        label=_("What shows it"),
        max_length=64,
        widget=forms.TextInput({"list": "proofs", "autocomplete": "off"}),
        help_text=_("The code of an inspection, a finding or a task; choose one of the area's latest."),
    )

    def seen(self) -> Seen:
        """What was filled in."""
        asked = self.cleaned_data
        return Seen(text=asked["text"], place=asked["place"], at=asked["at"], proof=asked["proof"])


def choices_of(proofs: list[Proof]) -> list[tuple[str, str]]:
    """Proofs to choose from: code and words."""
    return [(one.code, one.title) for one in proofs]

"""Input of the pages of campaigns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.features.campaigns.models import Aim, CampaignKind
from fangxian.features.territory.models import NEEDS
from fangxian.features.territory.selectors.needs import WORDS
from fangxian.kernel.errors import BadInput, Refusal

_MOMENT = "%Y-%m-%dT%H:%M"


def _moment(label: Any, help_text: Any = "") -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=_MOMENT),
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
    )


# A sampling round is ordered on its own page, with zones and points.
_SWEEPS = [choice for choice in CampaignKind.choices if choice[0] != CampaignKind.SAMPLING]
_AIMS = [choice for choice in Aim.choices if choice[0] != Aim.EVERYBODY]


class CampaignForm(forms.Form):
    """What a new campaign is; `areas` are (code, words)."""

    area = forms.ChoiceField(label=_("Area"), help_text=_("Everything inside it is swept."))
    kind = forms.ChoiceField(label=_("Kind"), choices=_SWEEPS, initial=CampaignKind.DOOR_KNOCK)
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As people will call it: “Door-knock, first round”.")
    )
    aim = forms.ChoiceField(label=_("Who is to be reached"), choices=_AIMS, initial=Aim.HOUSEHOLDS)
    need = forms.ChoiceField(
        label=_("With which need"),
        required=False,
        choices=[("", _("Any special need")), *((need, WORDS[need]) for need in NEEDS)],
        help_text=_("Counts only where residents with a special need are to be reached."),
    )
    question = forms.CharField(
        label=_("What is asked"),
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One or two questions, as they are read out at the door."),
    )
    starts_at = _moment(_("Starts"))
    ends_at = _moment(_("Ends"), _("The forecast is held against it; nothing stops by itself."))
    again_after_min = forms.IntegerField(
        label=_("Nobody home: again after, minutes"),
        min_value=0,
        max_value=10_080,
        initial=120,
        help_text=_("The second time by phone, the third time through a neighbour."),
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
        for field in self.fields.values():
            choice = isinstance(field.widget, forms.Select)
            field.widget.attrs.setdefault("class", "form-select" if choice else "form-control")

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it names, or above the form."""
        field = refusal.facts.get("field") if isinstance(refusal, BadInput) else None
        self.add_error(str(field) if field in self.fields else None, str(refusal))

    def days(self) -> float:
        """How long the window of a form that may still be wrong is, in days; a day if that cannot be told."""
        self.is_valid()
        start, end = (self.cleaned_data.get(name) for name in ("starts_at", "ends_at"))
        return max((end - start).total_seconds() / 86_400, 0) if start and end else 1.0


class GiveForm(forms.Form):
    """To whom work is given, and why."""

    to = forms.CharField(label=_("To whom"), max_length=40)
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        widget=forms.TextInput({"class": "form-control"}),
        help_text=_("Read by whoever takes the work over, and kept in the trail."),
    )

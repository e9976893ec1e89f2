"""Input of the pages of duty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.features.duty.models.plan import SiteSource, Terrain
from fangxian.features.duty.services.drafting import LONGEST
from fangxian.kernel.errors import BadInput, Refusal


class PlanForm(forms.Form):
    """What a new plan is made by; `areas` and `packs` are (value, words)."""

    area = forms.ChoiceField(label=_("Area"), help_text=_("Everything inside it is planned."))
    rule_pack = forms.ChoiceField(
        label=_("Rule pack"), help_text=_("Its figures and their sources are shown beside.")
    )
    starts_at = forms.DateTimeField(
        label=_("Starts"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    days = forms.IntegerField(
        label=_("Days"), min_value=1, max_value=LONGEST, initial=7, help_text=_("How long the shifts run.")
    )
    site_source = forms.ChoiceField(label=_("Sites"), choices=SiteSource.choices, initial=SiteSource.BOTH)
    terrain = forms.ChoiceField(
        label=_("Terrain"),
        choices=Terrain.choices,
        initial=Terrain.MOUNTAIN,
        help_text=_("How far and how fast people walk, by the rule pack."),
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=2**31,
        initial=0,
        help_text=_("The same seed, sheets and rule pack give the same plan."),
    )

    def __init__(
        self, *args: Any, areas: list[tuple[str, str]], packs: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
        self.fields["rule_pack"].choices = packs  # type: ignore[attr-defined]
        for field in self.fields.values():
            choice = isinstance(field.widget, forms.Select)
            field.widget.attrs.setdefault("class", "form-select" if choice else "form-control")

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it names, or above the form."""
        field = refusal.facts.get("field") if isinstance(refusal, BadInput) else None
        self.add_error(str(field) if field in self.fields else None, str(refusal))


class PinForm(forms.Form):
    """A person and a post by their codes."""

    responder = forms.CharField(max_length=40)
    post = forms.CharField(max_length=96)


class PersonForm(forms.Form):
    """A person by code."""

    responder = forms.CharField(max_length=40)


class SiteForm(forms.Form):
    """A site by code."""

    site = forms.CharField(max_length=64)


class WithdrawForm(forms.Form):
    """What a change by hand was for: a person or a site."""

    responder = forms.CharField(max_length=40, required=False)
    site = forms.CharField(max_length=64, required=False)

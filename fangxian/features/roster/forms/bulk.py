"""The changes that can be made of many at once: one small form each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.features.roster import edits, particulars
from fangxian.features.roster.edits import Edit
from fangxian.features.roster.forms.person import AwayForm
from fangxian.features.roster.forms.search import unit_field, village_field
from fangxian.features.roster.models import Absence, Field, Skill
from fangxian.features.roster.services.availability import check_period
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import BadInput


class BulkForm(forms.Form):
    """One change; `edit` gives it to the services and may refuse."""

    def edit(self, actor: Actor) -> Edit:
        """The change as entered; only after `is_valid`."""
        raise NotImplementedError


class AvailabilityForm(BulkForm, AwayForm):
    """Away for a reason, or there again."""

    reason = forms.ChoiceField(
        label=_("Availability"),
        choices=[("", _("Available")), *Absence.choices],
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def edit(self, actor: Actor) -> Edit:
        """Away, or back."""
        given = self.cleaned_data
        if not given["reason"]:
            return edits.back()
        return edits.away(Absence(given["reason"]), given["since"], given["until"], given["note"])

    def clean(self) -> dict[str, Any]:
        """A period that can be."""
        given: dict[str, Any] = super().clean() or {}
        try:
            check_period(given.get("since"), given.get("until"))
        except BadInput as refusal:
            self.add_error(str(refusal.facts["field"]), str(refusal))
        return given


class SkillsForm(BulkForm):
    """Skills to add and to take away."""

    add = forms.MultipleChoiceField(
        label=_("Add"), required=False, choices=Skill.choices, widget=forms.CheckboxSelectMultiple()
    )
    remove = forms.MultipleChoiceField(
        label=_("Take away"), required=False, choices=Skill.choices, widget=forms.CheckboxSelectMultiple()
    )

    def clean(self) -> dict[str, Any]:
        """Something must be asked, and nothing twice."""
        given: dict[str, Any] = super().clean() or {}
        add, remove = set(given.get("add", [])), set(given.get("remove", []))
        if not add | remove:
            self.add_error("add", _("Choose at least one skill."))
        if add & remove:
            self.add_error("remove", _("A skill is either added or taken away."))
        return given

    def edit(self, actor: Actor) -> Edit:
        """Skills added and taken away."""
        return edits.skills(self.cleaned_data["add"], self.cleaned_data["remove"])


class UnitForm(BulkForm):
    """Another work unit."""

    unit = unit_field()

    def edit(self, actor: Actor) -> Edit:
        """Another unit. Raises UnitUnknown."""
        return edits.unit(particulars.find_unit(actor, self.cleaned_data["unit"]))


class HomeForm(BulkForm):
    """Another home."""

    home = village_field()

    def edit(self, actor: Actor) -> Edit:
        """Another home. Raises NotAVillage."""
        return edits.home(particulars.find_village(actor, self.cleaned_data["home"]))


class HoursForm(BulkForm):
    """Other hours."""

    hours = forms.IntegerField(
        label=_("Hours a week at most"),
        min_value=0,
        max_value=168,
        initial=48,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )

    def edit(self, actor: Actor) -> Edit:
        """Other hours."""
        return edits.hours(self.cleaned_data["hours"])


FORMS: Mapping[str, type[BulkForm]] = {
    Field.AVAILABILITY: AvailabilityForm,
    Field.SKILLS: SkillsForm,
    Field.UNIT: UnitForm,
    Field.HOME: HomeForm,
    Field.HOURS: HoursForm,
}

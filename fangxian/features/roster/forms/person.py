"""What is entered of one responder."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.features.orgs.forms import CODE
from fangxian.features.roster import phones
from fangxian.features.roster.forms.search import select, text, unit_field, village_field
from fangxian.features.roster.models import Absence, Responder, ResponderKind, Skill
from fangxian.features.roster.particulars import Particulars
from fangxian.kernel.sheets import Fault, cells


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, chosen from the browser's calendar."""
    widget = forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **options)


class PersonForm(forms.Form):
    """A responder as entered; `said` gives it to the services."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=text())
    kind = forms.ChoiceField(label=_("Kind"), choices=ResponderKind.choices, widget=select())
    unit = unit_field()
    branch = unit_field(required=False)
    home = village_field()
    lat = forms.FloatField(
        label=_("Latitude of the home"), required=False, min_value=-90, max_value=90, localize=False
    )
    lon = forms.FloatField(
        label=_("Longitude of the home"), required=False, min_value=-180, max_value=180, localize=False
    )
    phone = forms.CharField(label=_("Phone"), required=False, max_length=24, widget=text(type="tel"))
    skills = forms.MultipleChoiceField(
        label=_("Skills"), required=False, choices=Skill.choices, widget=forms.CheckboxSelectMultiple()
    )
    member = forms.BooleanField(label=_("Party member"), required=False)
    available_from = day_field(_("Available from"))
    available_until = day_field(_("Available until"), help_text=_("The first day they are gone."))
    hours = forms.IntegerField(label=_("Hours a week at most"), min_value=0, max_value=168, initial=48)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].label = _("Party branch")
        self.fields["home"].label = _("Home village or community")
        for name in ("lat", "lon", "hours"):
            self.fields[name].widget.attrs |= {"class": "form-control", "step": "any"}

    def clean_phone(self) -> str:
        """The number without spaces and dashes."""
        given = str(self.cleaned_data["phone"])
        if not given:
            return ""
        try:
            return str(cells.phone().read(given))
        except Fault:
            raise forms.ValidationError(_("This is not a telephone number.")) from None

    def clean(self) -> dict[str, Any]:
        """A position is whole or missing."""
        given: dict[str, Any] = super().clean() or {}
        if (given.get("lat") is None) != (given.get("lon") is None):
            self.add_error("lon", _("A position has both latitude and longitude."))
        return given

    @staticmethod
    def of(responder: Responder) -> dict[str, Any]:
        """A responder as first values of the form."""
        return {
            "name": responder.name,
            "kind": responder.kind,
            "unit": responder.unit_id,
            "branch": responder.branch_id or "",
            "home": responder.home_area,
            "lat": responder.lat,
            "lon": responder.lon,
            "phone": phones.phone_of(responder),
            "skills": responder.skills,
            "member": responder.is_member,
            "available_from": responder.available_from,
            "available_until": responder.available_until,
            "hours": responder.max_hours_week,
        }

    def said(self) -> Particulars:
        """What was entered; only after `is_valid`."""
        given = self.cleaned_data
        return Particulars(
            name=given["name"],
            kind=ResponderKind(given["kind"]),
            unit=given["unit"],
            branch=given["branch"],
            home_area=given["home"],
            lat=given["lat"],
            lon=given["lon"],
            phone=given["phone"],
            skills=tuple(given["skills"]),
            is_member=given["member"],
            available_from=given["available_from"],
            available_until=given["available_until"],
            max_hours_week=given["hours"],
        )


class NewPersonForm(PersonForm):
    """A responder who is not in the roster yet."""

    code = forms.CharField(label=_("Responder code"), max_length=40, validators=[CODE], widget=text())
    field_order = ("code",)


class AwayForm(forms.Form):
    """Why somebody cannot be posted, and for how long."""

    reason = forms.ChoiceField(label=_("Reason"), choices=Absence.choices, widget=select())
    since = day_field(_("From"))
    until = day_field(_("Back on"), help_text=_("The first day they can be posted again; empty if unknown."))
    note = forms.CharField(label=_("Note"), required=False, max_length=200, widget=text())

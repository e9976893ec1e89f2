"""The fields above the list of responders."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Choices
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from fangxian.features.orgs.forms import suggesting
from fangxian.features.roster.models import ResponderKind, Skill
from fangxian.features.roster.selectors import Search

MORE = ("home", "available", "posted", "member")
SUGGESTED_UNITS, SUGGESTED_VILLAGES = "unit-suggestions", "village-suggestions"


def unit_field(**options: Any) -> forms.CharField:
    """A unit by code, suggested by name."""
    widget = suggesting(reverse_lazy("orgs:suggestions"), SUGGESTED_UNITS)
    return forms.CharField(label=_("Unit"), max_length=64, widget=widget, **options)


def village_field(**options: Any) -> forms.CharField:
    """A village by code, suggested by name."""
    widget = suggesting(reverse_lazy("roster:villages"), SUGGESTED_VILLAGES)
    return forms.CharField(label=_("Home"), max_length=32, widget=widget, **options)


def select() -> forms.Select:
    """A drop-down of the shell."""
    return forms.Select(attrs={"class": "form-select"})


def text(**attrs: object) -> forms.TextInput:
    """A text field of the shell."""
    return forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", **attrs})


def _any_of(choices: type[Choices]) -> list[tuple[str, Any]]:
    return [("", _("Any")), *choices.choices]


def _yes_or_no(yes: Any, no: Any) -> forms.TypedChoiceField:
    choices = [("", _("Any")), ("1", yes), ("0", no)]
    return forms.TypedChoiceField(
        required=False,
        choices=choices,
        coerce=lambda value: value == "1",
        empty_value=None,
        widget=select(),
    )


class SearchForm(forms.Form):
    """Narrows the list; a field that cannot be read does not narrow."""

    q = forms.CharField(label=_("Name, code or whole phone number"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=_any_of(ResponderKind), widget=select())
    skill = forms.ChoiceField(label=_("Skill"), required=False, choices=_any_of(Skill), widget=select())
    unit = unit_field(required=False)
    home = village_field(required=False)
    available = _yes_or_no(_("Available"), _("Unavailable"))
    posted = _yes_or_no(_("Posted"), _("Free"))
    member = _yes_or_no(_("Party member"), _("Not a member"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget = text(type="search")
        self.fields["available"].label = _("Availability")
        self.fields["posted"].label = _("Posting")
        self.fields["member"].label = _("Membership")
        self.fields["home"].label = _("Home area")

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that are always open."""
        return [self[name] for name in self.fields if name not in MORE]

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields that are opened when needed."""
        return [self[name] for name in MORE]

    @property
    def more_are_set(self) -> bool:
        """Whether one of those narrows the list now."""
        return any(self[name].value() for name in MORE)

    def search(self, on: date) -> Search:
        """What is looked for, on a day."""
        self.is_valid()
        given = self.cleaned_data
        return Search(
            text=given.get("q", ""),
            kind=given.get("kind", ""),
            skill=given.get("skill", ""),
            unit=given.get("unit", ""),
            home=given.get("home", ""),
            member=given.get("member"),
            available=given.get("available"),
            posted=given.get("posted"),
            on=on,
        )

"""What the pages of charges ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.features.roster.models import Absence
from fangxian.kernel.authority import Role


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date", "class": "form-control"}, "%Y-%m-%d")


class AppointForm(forms.Form):
    """Who answers, in which role, with which deputy; people by their roster codes."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.Select({"class": "form-select"}))
    holder = forms.CharField(label=_("Person"), required=False, max_length=40)
    deputy = forms.CharField(label=_("Deputy"), required=False, max_length=40)
    replaces = forms.CharField(required=False, max_length=64)

    def __init__(self, roles: Sequence[Role], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(str(role), role.label) for role in roles]  # type: ignore[attr-defined]


class DeputyForm(forms.Form):
    """Who is to be deputy, by roster code."""

    deputy = forms.CharField(label=_("Deputy"), max_length=40)


class OwnAwayForm(forms.Form):
    """From which day until before which other I am away, and why."""

    since = forms.DateField(label=_("Away from"), widget=_day())
    until = forms.DateField(
        label=_("Back on"), required=False, widget=_day(), help_text=_("Leave empty if you do not know yet.")
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=Absence.choices, widget=forms.Select({"class": "form-select"})
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=200, widget=forms.TextInput({"class": "form-control"})
    )


class LinkForm(forms.Form):
    """Which account is whose."""

    username = forms.CharField(
        label=_("User name"), max_length=150, widget=forms.TextInput({"class": "form-control"})
    )
    responder = forms.CharField(label=_("Person"), max_length=40)

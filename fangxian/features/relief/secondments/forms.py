"""What the pages of secondments ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.roster.forms.search import unit_field
from fangxian.features.roster.models import Skill
from fangxian.features.roster.selectors import Search
from fangxian.kernel.authority import Role
from fangxian.kernel.horizon import near

Choices = Sequence[tuple[str, str]]


def _select() -> forms.Select:
    return forms.Select({"class": "form-select"})


def _moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput({"type": "datetime-local", "class": "form-control"}, "%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, validators=[near])


class PeopleForm(forms.Form):
    """Narrows those who could go; a field that cannot be read does not narrow."""

    area = forms.ChoiceField(label=pgettext_lazy("secondment", "From"), required=False, widget=_select())
    skill = forms.ChoiceField(
        label=_("Skill"), required=False, choices=[("", _("Any")), *Skill.choices], widget=_select()
    )
    unit = unit_field(required=False)
    q = forms.CharField(
        label=_("Name or code"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"class": "form-control", "type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "–"), *areas]  # type: ignore[attr-defined]

    def search(self, on: date) -> tuple[str, Search]:
        """The giving area and who is looked for there."""
        self.is_valid()
        given = self.cleaned_data
        return given.get("area", ""), Search(
            text=given.get("q", ""), skill=given.get("skill", ""), unit=given.get("unit", ""), on=on
        )


class OrderForm(forms.Form):
    """Where to, from when until when, as what, and why."""

    to_area = forms.ChoiceField(label=pgettext_lazy("secondment", "To"), widget=_select())
    starts_at = _moment(_("From when"))
    ends_at = _moment(_("Until when"))
    role = forms.ChoiceField(
        label=_("As"),
        required=False,
        help_text=_("They get this charge there for the time, and lose it at the end."),
        widget=_select(),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea({"class": "form-control", "rows": 2})
    )

    def __init__(self, *args: Any, areas: Choices, roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_area"].choices = [("", _("Choose …")), *areas]  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", _("Without a charge")),
            *((str(role), role.label) for role in roles),
        ]

"""What the pages of charges ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.authority import Role


class AppointForm(forms.Form):
    """Who answers, in which role, with which deputy; people by their roster codes."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.Select({"class": "form-select"}))
    holder = forms.CharField(label=_("Person"), required=False, max_length=40)
    deputy = forms.CharField(label=_("Deputy"), required=False, max_length=40)
    replaces = forms.CharField(required=False, max_length=64)

    def __init__(self, roles: Sequence[Role], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(str(role), role.label) for role in roles]  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """Which account is whose."""

    username = forms.CharField(
        label=_("User name"), max_length=150, widget=forms.TextInput({"class": "form-control"})
    )
    responder = forms.CharField(label=_("Person"), max_length=40)

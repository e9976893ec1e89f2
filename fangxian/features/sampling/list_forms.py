"""Input of the pages of lists and couriers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.sampling import rules
from fangxian.features.sampling.forms import Dressed
from fangxian.features.sampling.models import ListKind, ListReason


def _reasons() -> list[tuple[Any, Any]]:
    """The reasons of each list, under its name; one that both have stands under each."""
    labels = dict(ListReason.choices)
    found: list[tuple[Any, Any]] = [("", "–")]
    for kind, reasons in rules.REASONS.items():
        of_list = ListKind(kind).label
        found.append((of_list, [(f"{kind}:{one}", f"{of_list} · {labels[one]}") for one in reasons]))
    return found


class ListForm(Dressed):
    """Who is put on which list, why, and up to which day."""

    who = forms.CharField(
        label=_("Resident, household or document number"),
        max_length=64,
        help_text=_("A household's code means everybody in it. Looking up a document is recorded."),
    )
    why = forms.ChoiceField(label=_("List and reason"), choices=_reasons)
    until = forms.DateField(
        label=_("Up to and with"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("Needed for what passes: recovered, away, sampled elsewhere, may not leave home."),
    )

    def listed(self) -> tuple[str, str]:
        """The list, and the reason for it."""
        kind, _separator, reason = self.cleaned_data["why"].partition(":")
        return kind, reason


class CouriersForm(Dressed):
    """How many couriers leave from which laboratory; `laboratories` are (code, name)."""

    couriers = forms.IntegerField(label=_("Couriers"), min_value=1, max_value=99)
    laboratory = forms.ChoiceField(label=pgettext_lazy("site", "Laboratory"))

    def __init__(self, *args: Any, laboratories: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["laboratory"].choices = laboratories  # type: ignore[attr-defined]

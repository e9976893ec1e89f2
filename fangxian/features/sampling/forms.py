"""Input of the pages of sampling."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.sampling import rules
from fangxian.features.sampling.models import Value, ZoneKind
from fangxian.features.sampling.rules import Pooling
from fangxian.kernel.errors import BadInput, Refusal

MOMENT = "%Y-%m-%dT%H:%M"
LAST = datetime(2200, 1, 1, tzinfo=UTC)
"""A later year is a slip of the hand, and leaves no room for the days that are added to it."""


class Dressed(forms.Form):
    """A form whose fields look like those of every page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            choice = isinstance(field.widget, forms.Select)
            plain = "form-select" if choice else "form-control"
            box = isinstance(field.widget, forms.CheckboxInput)
            field.widget.attrs.setdefault("class", "form-check-input" if box else plain)

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it names, or above the form."""
        field = refusal.facts.get("field") if isinstance(refusal, BadInput) else None
        self.add_error(str(field) if field in self.fields else None, str(refusal))


def moment(label: Any, help_text: Any = "") -> forms.DateTimeField:
    """A field for day and time."""
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT),
        input_formats=[MOMENT, "%Y-%m-%d %H:%M"],
        validators=[MaxValueValidator(LAST)],
    )


class OrderForm(Dressed):
    """What a round is and with what it is done; `areas` are (code, words)."""

    area = forms.ChoiceField(label=_("Area"), help_text=_("Everybody inside it is sampled once."))
    name = forms.CharField(label=_("Name"), max_length=120)
    starts_at = moment(_("First swab"))
    ends_at = moment(_("Last swab"))
    results_by = moment(_("All results by"))
    infected = forms.FloatField(
        label=_("Share taken as infected, %"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput({"step": "any"}),
        help_text=_(
            "How many pools will be positive, and so how many people are sampled again, follows from it."
        ),
    )
    stock = forms.IntegerField(label=_("Tubes in stock"), min_value=0, max_value=100_000_000)
    pooled_an_hour = forms.IntegerField(
        label=_("Pooled tubes the laboratories test in an hour"), min_value=0, max_value=1_000_000
    )
    single_an_hour = forms.IntegerField(
        label=_("Single tubes the laboratories test in an hour"), min_value=0, max_value=1_000_000
    )
    notice = forms.CharField(
        label=_("Notice to residents"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("When and where to come, and what to bring. Read on the round's page."),
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]


class ZoneForm(Dressed):
    """One zone: an area and its pools; a row without an area is none. `pools` is people a tube by kind."""

    area = forms.CharField(
        label=_("Area code"), required=False, max_length=32, widget=forms.TextInput({"list": "zone-areas"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=ZoneKind.choices)
    size = forms.IntegerField(
        label=_("Other people a tube"), required=False, min_value=1, max_value=rules.LARGEST
    )
    by_household = forms.BooleanField(label=_("A tube for each household"), required=False)

    def __init__(self, *args: Any, pools: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pools = pools
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind, _("%(kind)s, %(size)s a tube") % {"kind": kind.label, "size": pools[kind]})
            for kind in ZoneKind
        ]

    def pooling(self) -> Pooling:
        """How the people of the zone are pooled."""
        kind = self.cleaned_data["kind"] or ZoneKind.PRECAUTION
        size = self.cleaned_data["size"] or self.pools[kind]
        return Pooling(kind, size, self.cleaned_data["by_household"])


Zones = forms.formset_factory(ZoneForm, extra=2, max_num=40, absolute_max=60)


def zones_of(rows: Any) -> dict[str, Pooling]:
    """The zones of a valid set of rows, by area."""
    return {row.cleaned_data["area"]: row.pooling() for row in rows if row.cleaned_data.get("area")}


class ResultForm(Dressed):
    """What the laboratory says of one tube."""

    value = forms.ChoiceField(label=_("Result"), choices=Value)
    tested_at = moment(_("Tested at"))
    laboratory = forms.CharField(label=pgettext_lazy("site", "Laboratory"), max_length=120)


class AmendForm(ResultForm):
    """What a result should say instead, and why."""

    reason = forms.CharField(
        label=_("Why it is amended"),
        max_length=300,
        widget=forms.TextInput(),
        help_text=_("Read by whoever confirms it, and kept with both versions."),
    )


def _share(label: Any) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput({"step": "any", "inputmode": "decimal"}),
    )


class ProbeForm(Dressed):
    """What the probe of the bottom assumes; shares are typed in percent."""

    alone = _share(_("A swab alone in its tube finds an infection, %"))
    to_ten = _share(_("In a tube of up to ten, %"))
    larger = _share(_("In a larger tube, %"))
    expected = forms.FloatField(
        label=_("Infected people in 10,000 before the rounds"),
        min_value=0.001,
        max_value=10_000,
        widget=forms.NumberInput({"step": "any"}),
    )
    shape = forms.FloatField(
        label=_("Evenness"),
        min_value=0.01,
        max_value=100,
        widget=forms.NumberInput({"step": "any"}),
        help_text=_("Small: infections are in few grids, and many there."),
    )
    reaches = _share(_("One more round would reach, %"))

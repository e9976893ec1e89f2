"""A refused report, to be corrected: what it said, in the form of its kind."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fangxian.features.field.forms.built import body_of, fields_of, instant_field
from fangxian.features.field.selectors.refused import Said
from fangxian.features.field.wording import DOTS
from fangxian.features.orgs.forms import suggesting
from fangxian.kernel.errors import BadInput, Refusal
from fangxian.kernel.reports.forms import personal
from fangxian.kernel.reports.sealing import is_sealed


class CorrectionForm(forms.Form):
    """What a refused report should have said."""

    def __init__(self, said: Said, data: Any = None) -> None:
        self.said = said
        super().__init__(data, initial=None if data else _initial(said))
        self.fields["subject"] = forms.CharField(
            label=_("Of what"),
            max_length=96,
            required=said.kind == "visit",
            widget=suggesting(reverse_lazy("field:subjects"), "subject-suggestions"),
            help_text=_("Type a household's code or the start of its address, then choose."),
        )
        self.fields["occurred_at"] = instant_field(_("When"))
        self.fields.update(fields_of(said.form))
        for name in personal().get(said.kind, frozenset()):
            self._seal(name)

    def _seal(self, name: str) -> None:
        """What was sent is not shown; it stays unless something is typed instead."""
        field = self.fields[f"body_{name}"]
        if is_sealed(self.said.body.get(name)):
            field.widget.attrs["placeholder"] = DOTS
            field.help_text = _("What was sent is sealed. Leave this empty to keep it.")

    def corrected(self, area: str) -> dict[str, Any]:
        """The report as it is sent again, about something in that area."""
        given = self.cleaned_data
        return {
            "kind": self.said.kind,
            "form_version": self.said.form["version"],
            "area": area,
            "subject": given["subject"],
            "occurred_at": self._when(given["occurred_at"]),
            "body": body_of(self.said.form, given, self.said.body),
        }

    def _when(self, given: datetime) -> datetime:
        """The field knows minutes: a time left as it was is the exact one, since the latest report wins."""
        said = _instant(self.said.occurred_at)
        same = said is not None and said.replace(second=0, microsecond=0) == given.replace(second=0)
        return said if said is not None and same else given

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it names, or above the form."""
        field = refusal.facts.get("field") if isinstance(refusal, BadInput) else None
        self.add_error(str(field) if field in self.fields else None, str(refusal))


def _initial(said: Said) -> dict[str, Any]:
    start: dict[str, Any] = {"subject": said.subject}
    start |= {f"body_{name}": value for name, value in said.body.items() if not is_sealed(value)}
    moment = _instant(said.occurred_at)
    return start | {"occurred_at": timezone.localtime(moment) if moment else None}


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None

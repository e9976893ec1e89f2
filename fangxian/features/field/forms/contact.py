"""What is noted of a contact with a household."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fangxian.features.field.forms.built import instant_field, text_field
from fangxian.features.field.selectors.refused import latest_form
from fangxian.features.field.wording import word


def _channels() -> list[tuple[str, str]]:
    [field] = [one for one in latest_form("contact")["fields"] if one["name"] == "channel"]
    return [(one, word(f"contact.channel.{one}")) for one in field["choices"]]


class ContactForm(forms.Form):
    """Who asked what, by which channel, what was answered, and before when nobody asks again."""

    channel = forms.ChoiceField(label=_("Channel"), widget=forms.Select({"class": "form-select"}))
    department = text_field(_("Department"), 120, help_text=_("On whose behalf it was asked."))
    question = text_field(_("Question"), 199, required=True)
    answer = text_field(_("Answer"), 500)
    occurred_at = instant_field(_("When"))
    not_before = instant_field(_("Not to be asked again before"), required=False)
    again_because = text_field(
        _("Why it must be asked again all the same"),
        199,
        help_text=_("Only where it is too early to ask again."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = _channels()  # type: ignore[attr-defined]
        self.fields["question"].widget.attrs["list"] = "questions"
        self.too_early = False

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields, without the reason to ask again until it is wanted."""
        wanted = self.too_early or bool(self["again_because"].value())
        return [field for field in self if field.name != "again_because" or wanted]


class HomeForm(forms.Form):
    """Finds a household."""

    q = forms.CharField(required=False, max_length=80)

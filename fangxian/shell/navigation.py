"""Navigation: where a person can go, by what their acting charge carries."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.authority import Actor, Can


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to go: `address` names it, `key` is pressed after g, `needs` opens it."""

    address: str
    label: Promise
    icon: str
    key: str
    needs: Can

    @property
    def url(self) -> str:
        """Where it is."""
        return reverse(self.address)


ENTRIES = (
    Entry("board:home", _("Board"), "layout-dashboard", "b", Can.BOARD_VIEW),
    Entry("campaigns:campaigns", _("Campaigns"), "checklist", "c", Can.CAMPAIGN_VIEW),
    Entry("field:my-phone", _("My phone"), "device-mobile", "f", Can.FIELD_REPORT),
    Entry("duty:own", _("My duty"), "calendar-event", "m", Can.OWN_DUTY_VIEW),
    Entry("duty:plans", _("Plans"), "route", "p", Can.PLAN_VIEW),
    Entry("duty:sites", _("Sites"), "map-pin", "s", Can.DUTY_VIEW),
    Entry("roster:responders", _("Responders"), "users", "r", Can.ROSTER_VIEW),
    Entry("orgs:units", _("Units"), "sitemap", "u", Can.UNIT_VIEW),
    Entry("territory:areas", _("Areas and households"), "map-2", "a", Can.HOUSEHOLD_VIEW),
    Entry("field:contacts", _("Contacts"), "address-book", "h", Can.HOUSEHOLD_VIEW),
    Entry("field:paper-lists", _("Paper"), "clipboard-text", "l", Can.FIELD_REPORT),
    Entry("field:phones", _("Phones"), "qrcode", "d", Can.DEVICE_MANAGE),
    Entry("charges:charges", _("Who answers"), "user-check", "w", Can.CHARGE_VIEW),
    Entry("sheets:imports", _("Imports"), "table-import", "i", Can.AREA_IMPORT),
    Entry("trail:entries", _("Trail"), "history", "t", Can.TRAIL_READ),
    Entry("accounts:accounts", _("Accounts"), "key", "k", Can.ACCOUNT_MANAGE),
)


def open_to(actor: Actor) -> list[Entry]:
    """The entries that this actor may open, in order."""
    return [entry for entry in ENTRIES if actor.may(entry.needs)]

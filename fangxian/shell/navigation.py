"""Navigation: where a person can go, by what their acting charge carries."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.authority import Actor, Can


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One place to go: `address` names it, `key` is pressed after g, `needs` (or `also`) opens it.

    A `lesser` one is gone to now and then, and stands behind "More" where there is no room for all.
    """

    address: str
    label: Promise
    icon: str
    key: str
    needs: Can
    lesser: bool = False
    also: Can | None = None

    @property
    def url(self) -> str:
        """Where it is."""
        return reverse(self.address)


ENTRIES = (
    Entry("board:home", _("Board"), "layout-dashboard", "b", Can.BOARD_VIEW),
    Entry("campaigns:campaigns", _("Campaigns"), "checklist", "c", Can.CAMPAIGN_VIEW),
    Entry("sampling:rounds", _("Sampling"), "test-pipe", "z", Can.ROUND_VIEW),
    Entry("items:items", _("Tasks"), "clipboard-list", "o", Can.ITEM_VIEW),
    Entry("supervision:directives", _("Directives"), "flag", "v", Can.DIRECTIVE_RECEIVE),
    Entry("charges:own", _("My charges"), "user-check", "q", Can.CHARGE_VIEW, lesser=True),
    Entry("supervision:inspections", _("Inspections"), "list-search", "n", Can.FINDING_VIEW, lesser=True),
    Entry(
        "supervision:appraisals",
        _("Appraisals"),
        "checklist",
        "e",
        Can.APPRAISAL_VIEW,
        lesser=True,
        also=Can.APPRAISAL_NOTE,
    ),
    Entry("field:my-phone", _("My phone"), "device-mobile", "f", Can.PHONE_CARRY, lesser=True),
    Entry("duty:own", _("My duty"), "calendar-event", "m", Can.OWN_DUTY_VIEW),
    Entry("supervision:appraisals-mine", _("My appraisal"), "user", "y", Can.OWN_DUTY_VIEW, lesser=True),
    Entry("duty:plans", _("Plans"), "route", "p", Can.PLAN_VIEW),
    Entry("duty:sites", _("Sites"), "map-pin", "s", Can.DUTY_VIEW, lesser=True),
    Entry("roster:responders", _("Responders"), "users", "r", Can.ROSTER_VIEW),
    Entry("orgs:units", _("Units"), "sitemap", "u", Can.UNIT_VIEW, lesser=True),
    Entry("territory:areas", _("Areas and households"), "map-2", "a", Can.HOUSEHOLD_VIEW, lesser=True),
    Entry("field:contacts", _("Contacts"), "address-book", "h", Can.HOUSEHOLD_VIEW, lesser=True),
    Entry("field:paper-lists", _("Paper"), "clipboard-text", "l", Can.FIELD_REPORT, lesser=True),
    Entry("field:phones", _("Phones"), "qrcode", "d", Can.DEVICE_MANAGE, lesser=True),
    Entry("charges:charges", _("Who answers"), "user-check", "w", Can.CHARGE_VIEW, lesser=True),
    Entry(
        "relief:home", _("Hand-overs and secondments"), "switch-horizontal", "j", Can.CHARGE_VIEW, lesser=True
    ),
    Entry("sheets:imports", _("Imports"), "table-import", "i", Can.AREA_IMPORT, lesser=True),
    Entry("trail:entries", _("Trail"), "history", "t", Can.TRAIL_READ, lesser=True),
    Entry("privacy:weeks", _("Readings"), "eye", "1", Can.READINGS_VIEW, lesser=True),
    Entry("charges:glasses", _("Broken glass"), "lock-open", "x", Can.GLASS_REVIEW, lesser=True),
    Entry("accounts:accounts", _("Accounts"), "key", "k", Can.ACCOUNT_MANAGE, lesser=True),
)


def open_to(actor: Actor) -> list[Entry]:
    """The entries that this actor may open, in order."""
    return [one for one in ENTRIES if actor.may(one.needs) or (one.also and actor.may(one.also))]

"""Breaking the glass: where to, for how long, how often, what it lets through, who is told and who judges."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fangxian.features.charges import acting
from fangxian.features.charges.glass import access, rules, selectors
from fangxian.features.charges.glass.refusals import (
    AlreadyClosed,
    AlreadyOpen,
    AlreadyReviewed,
    OutOfReach,
    OwnGlass,
    StillOpen,
    TooOften,
    Unreasoned,
)
from fangxian.features.charges.models import Charge, Glass, Reason, Verdict
from fangxian.features.charges.services import glass as services
from fangxian.features.charges.tests.test_viewing import charge_of
from fangxian.features.charges.tests.test_watchers import signed_in
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Can, Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests.world import BY_NAME, COUNTY, HILL, LOWER, MARKER, NEXT_COUNTY, OPERATOR, RIDGE, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")


def actor_of(name):
    charge = charge_of(name)
    return replace(BY_NAME[name].actor, responder=str(charge.holder_id), charge=charge.code)


@pytest.fixture
def wei():
    """The lead of Upper village; Lower village lies beside it in River township."""
    return actor_of("wei")


@pytest.fixture
def now():
    return timezone.now()


def break_it(actor, area=LOWER, *, at, minutes=15, text="有老人晕倒"):
    with scope.acting(actor):
        return services.break_glass(
            actor=actor, area=area, reason=Reason.DANGER, text=text, minutes=minutes, at=at
        )


def close_it(actor, glass, *, at):
    with scope.acting(actor):
        return services.close_glass(actor=actor, code=glass.code, at=at)


def test_it_lets_exactly_that_area_through_and_reads_only(wei, now):
    glass = break_it(wei, at=now)
    with transaction.atomic():
        scope.enter_self(wei.person, wei.responder)
        them = Charge.objects.get(code=glass.code)
        assert (them.role, them.area, them.valid_until) == (
            Role.EMERGENCY,
            LOWER,
            now + timedelta(minutes=15),
        )
    under = replace(wei, role=Role.EMERGENCY, area=LOWER, charge=glass.code)
    with scope.acting(under):
        assert set(Area.objects.values_list("code", flat=True)) == {LOWER}
    assert under.may(Can.RESIDENT_READ, LOWER)
    assert not any(
        under.may(can) for can in (Can.FIELD_REPORT, Can.EXPORT, Can.CHARGE_APPOINT, Can.GLASS_BREAK)
    )


@pytest.mark.parametrize("area", [UPPER, RIDGE, HILL, COUNTY, MARKER, NEXT_COUNTY, "404"])
def test_only_what_lies_around_or_beside_is_opened(wei, now, area):
    with pytest.raises(OutOfReach):
        break_it(wei, area, at=now)
    with scope.acting(OPERATOR):
        assert not Glass.objects.exists()


def test_the_choice_is_what_can_be_opened(wei):
    with scope.acting(wei):
        assert [code for code, _name in selectors.choices(wei)] == [LOWER, RIVER]
        assert not Area.objects.filter(code=LOWER).exists()
    huang = actor_of("huang")
    with scope.acting(huang):
        assert [code for code, _name in selectors.choices(huang)] == [HILL, COUNTY]


@pytest.mark.parametrize("name", ["lu", "he", "yang"])
def test_a_county_is_never_left(now, name):
    who = actor_of(name)
    with pytest.raises(NotAllowed):
        break_it(who, NEXT_COUNTY if name != "yang" else COUNTY, at=now)
    with scope.acting(who):
        assert selectors.choices(who) == []


def test_a_reason_in_words_and_one_of_the_lengths_are_asked(wei, now):
    with pytest.raises(Unreasoned):
        break_it(wei, at=now, text="  ")
    with pytest.raises(NotAllowed):
        break_it(wei, at=now, minutes=61)


def test_the_database_knows_no_longer_glass_and_no_judgement_of_ones_own(wei, now):
    glass = break_it(wei, at=now)
    for change in ({"until": now + timedelta(hours=2)}, {"reviewer": wei.person}, {"area": UPPER}):
        with pytest.raises(IntegrityError), scope.acting(OPERATOR):
            Glass.objects.filter(code=glass.code).update(**change)


def test_one_is_open_at_a_time_and_three_in_a_day(wei, now):
    for hours in range(3):
        glass = break_it(wei, at=now + timedelta(hours=hours))
        with pytest.raises(AlreadyOpen):
            break_it(wei, at=now + timedelta(hours=hours, minutes=1))
        close_it(wei, glass, at=now + timedelta(hours=hours, minutes=2))
    with pytest.raises(TooOften):
        break_it(wei, at=now + timedelta(hours=23))
    break_it(wei, at=now + timedelta(hours=24, minutes=1))


def test_after_its_end_the_next_request_is_refused(wei):
    browser = signed_in("wei")
    answer = browser.post(
        "/charges/glass/break/", {"area": LOWER, "reason": "danger", "text": "有老人晕倒", "minutes": "15"}
    )
    assert answer.status_code == 302, answer.content.decode()
    page = browser.get(f"/charges/area/{LOWER}/")
    assert (page.status_code, page.context["actor"].role) == (200, Role.EMERGENCY)
    assert "You have broken the glass" in page.content.decode()
    with scope.acting(OPERATOR):
        past = timezone.now() - timedelta(minutes=20)
        Charge.objects.filter(role=Role.EMERGENCY).update(
            valid_from=past, valid_until=past + timedelta(minutes=15)
        )
    assert browser.get(f"/charges/area/{LOWER}/").status_code == 404
    assert browser.get(f"/charges/area/{UPPER}/").context["actor"].role == Role.VILLAGE_LEAD


def test_closed_by_hand_it_is_over_at_once(wei):
    browser = signed_in("wei")
    browser.post("/charges/glass/break/", {"area": LOWER, "reason": "danger", "text": "x", "minutes": "60"})
    with scope.acting(OPERATOR):
        code = Glass.objects.get().code
    assert browser.post(f"/charges/glass/of/{code}/close/").url == "/"
    assert browser.get(f"/charges/area/{LOWER}/").status_code == 404
    with pytest.raises(AlreadyClosed):
        close_it(wei, Glass(code=code), at=timezone.now())


def test_nobody_acts_under_it_without_choosing_to(wei, now):
    signed_in("wei")
    break_it(wei, RIVER, at=now)
    with transaction.atomic():
        scope.enter_self(wei.person)
        assert acting.choose(wei.person).area == UPPER


def test_what_is_done_under_it_is_marked_and_told(wei, now):
    browser, lead = signed_in("wei"), signed_in("huang")
    browser.post(
        "/charges/glass/break/", {"area": LOWER, "reason": "danger", "text": "有老人晕倒", "minutes": "15"}
    )
    page = lead.get(f"/charges/area/{RIVER}/").content.decode()
    assert "Somebody broke the glass to your area." in page
    with scope.acting(OPERATOR):
        glass = Glass.objects.get()
        line = Entry.objects.get(kind="glass.broken")
    assert (line.area, line.subject, line.facts["minutes"]) == (LOWER, glass.code, 15)
    shown = lead.get(f"/charges/glass/of/{glass.code}/").content.decode()
    assert "有老人晕倒" in shown
    assert lead.post(f"/charges/glass/of/{glass.code}/acknowledge/").status_code == 302
    assert browser.post(f"/charges/glass/of/{glass.code}/close/").status_code == 302
    under = lead.get(f"/charges/glass/of/{glass.code}/").context["look"].lines
    assert [told.entry.kind for told in under] == ["glass.closed"]
    judged = lead.post(f"/charges/glass/of/{glass.code}/review/", {"verdict": "justified", "note": ""})
    assert judged.status_code == 302
    assert "Somebody broke the glass" not in lead.get(f"/charges/area/{RIVER}/").content.decode()


def review(actor, glass, *, at, verdict=Verdict.JUSTIFIED, note=""):
    with scope.acting(actor):
        return services.review_glass(actor=actor, code=glass.code, verdict=verdict, note=note, at=at)


def test_the_review_is_made_once_afterwards_by_somebody_else(wei, now):
    huang, lan = actor_of("huang"), BY_NAME["lan"].actor
    glass = break_it(wei, at=now)
    with pytest.raises(StillOpen):
        review(huang, glass, at=now)
    after = now + timedelta(minutes=16)
    with pytest.raises(OwnGlass):
        review(wei_over_lower(wei), glass, at=after)
    with pytest.raises(Unreasoned):
        review(lan, glass, at=after, verdict=Verdict.UNJUSTIFIED)
    assert (
        review(lan, glass, at=after, verdict=Verdict.UNJUSTIFIED, note="可以打电话").reviewer_name == "蓝静"
    )
    with pytest.raises(AlreadyReviewed):
        review(huang, glass, at=after)


def wei_over_lower(wei):
    return replace(wei, role=Role.TOWNSHIP_LEAD, area=RIVER)


def test_a_review_not_made_in_time_is_overdue(wei, now):
    glass = break_it(wei, at=now)
    over = now + timedelta(minutes=15)
    assert glass.state(over) is rules.State.CLOSED
    assert glass.state(over + rules.REVIEW_WITHIN) is rules.State.OVERDUE


def test_yang_sees_nothing_of_it(wei, now):
    glass = break_it(wei, at=now)
    yang = BY_NAME["yang"].actor
    with scope.acting(yang):
        assert not access.visible(yang).exists()
        assert not Glass.objects.exists()
        with pytest.raises(NotFound):
            services.review_glass(actor=yang, code=glass.code, verdict=Verdict.JUSTIFIED, note="", at=now)


def test_the_form_says_what_is_wrong(wei):
    browser = signed_in("wei")
    answer = browser.post(
        "/charges/glass/break/", {"area": HILL, "reason": "danger", "text": "x", "minutes": "15"}
    )
    assert answer.status_code == 422
    assert browser.get("/charges/glass/break/").status_code == 200

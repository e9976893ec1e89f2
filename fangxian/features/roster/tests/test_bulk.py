"""Changes of many: what the preview promises is what happens, who changed meanwhile is left alone, undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from fangxian.features.orgs import services as orgs
from fangxian.features.orgs.models import UnitKind
from fangxian.features.roster import access, edits, particulars, selectors, services
from fangxian.features.roster.models import Absence, BulkChange, Responder, RowState
from fangxian.features.roster.refusals import (
    BulkNotApplied,
    BulkNotProposed,
    NobodyChosen,
    PreviewExpired,
    UndoExpired,
    UnitUnknown,
)
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests.world import BY_NAME, RIDGE, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")
TODAY = date(2022, 2, 5)


def chosen(actor, *codes):
    people = access.visible(actor)
    return people.filter(code__in=codes) if codes else people


def proposed(actor, edit, *codes):
    return services.propose_bulk_change(actor=actor, chosen=chosen(actor, *codes), edit=edit)


def states(change):
    return dict(change.rows.values_list("responder__code", "state"))


def skills():
    return dict(Responder.objects.values_list("code", "skills"))


def test_a_preview_changes_nothing_and_counts_who_would_change(li):
    with scope.acting(li):
        before = skills()
        change = proposed(li, edits.skills(["guard"], []), "R-05", "R-06", "R-08")
        assert skills() == before
        assert (change.chosen, change.barred, states(change)) == (3, 0, {"R-06": "proposed"})
        row = change.rows.get()
        assert (row.before, row.after) == ({"skills": ["screen"]}, {"skills": ["guard", "screen"]})


def test_applied_and_undone_leave_everybody_as_before_with_one_line_each(li):
    with scope.acting(li):
        before = skills()
        change = proposed(li, edits.skills(["drive"], ["lead"]))
        services.apply_bulk_change(actor=li, code=change.code)
        assert all("drive" in some and "lead" not in some for some in skills().values())
        services.undo_bulk_change(actor=li, code=change.code)
        assert skills() == before
        told = Entry.objects.filter(subject=change.code).order_by("pk")
        assert [(line.kind, line.facts.get("changed"), line.facts.get("restored")) for line in told] == [
            ("roster.bulk_applied", 12, None),
            ("roster.bulk_undone", None, 12),
        ]


def test_the_number_of_statements_does_not_grow_with_the_people(li, django_assert_num_queries):
    def cost(*codes):
        change = proposed(li, edits.hours(30 + len(codes)), *codes)
        with django_assert_num_queries(10):
            services.apply_bulk_change(actor=li, code=change.code)

    with scope.acting(li):
        cost("R-01")
        cost()


def test_who_changed_after_the_preview_is_left_alone_and_named(li):
    with scope.acting(li):
        change = proposed(li, edits.hours(60), "R-05", "R-06")
        Responder.objects.filter(code="R-06").update(max_hours_week=20)
        services.apply_bulk_change(actor=li, code=change.code)
        assert states(change) == {"R-05": RowState.CHANGED, "R-06": RowState.LEFT}
        assert Responder.objects.get(code="R-06").max_hours_week == 20
        assert Entry.objects.get(kind="roster.bulk_applied").facts["left"] == 1


def test_a_change_of_another_field_is_no_reason_to_leave_somebody_alone(li):
    with scope.acting(li):
        change = proposed(li, edits.hours(60), "R-06")
        Responder.objects.filter(code="R-06").update(skills=["drive"])
        services.apply_bulk_change(actor=li, code=change.code)
        assert states(change) == {"R-06": RowState.CHANGED}


def test_who_changed_after_the_change_is_kept_by_undo_and_named(li):
    with scope.acting(li):
        change = proposed(li, edits.away(Absence.ILL, TODAY, None), "R-05", "R-06")
        services.apply_bulk_change(actor=li, code=change.code)
        services.mark_available(actor=li, code="R-06")
        services.mark_unavailable(actor=li, code="R-06", reason=Absence.FAMILY)
        services.undo_bulk_change(actor=li, code=change.code)
        assert states(change) == {"R-05": RowState.RESTORED, "R-06": RowState.KEPT}
        assert (access.get(li, "R-05").is_available, access.get(li, "R-06").absence) == (True, "family")


def test_people_get_another_unit_and_get_the_old_one_back_even_when_it_was_renamed(li):
    with scope.acting(li):
        change = proposed(li, edits.unit(particulars.find_unit(li, "U-ORG")), "R-04", "R-03")
        assert (change.chosen, change.rows.count()) == (2, 1)
        services.apply_bulk_change(actor=li, code=change.code)
        assert access.get(li, "R-04").unit_name == "组织部"
        orgs.rename_unit(actor=li, code="U-RIVER", name="河口镇党委")
        orgs.rename_unit(actor=li, code="U-ORG", name="县委组织部")
        services.undo_bulk_change(actor=li, code=change.code)
        river = access.get(li, "R-04")
        assert (river.unit_id, river.unit_name, river.unit_area) == ("U-RIVER", "河口镇党委", RIVER)


def test_a_unit_closed_meanwhile_takes_nobody_in_and_takes_nobody_back(li):
    with scope.acting(li):
        for code in ("U-A", "U-B"):
            orgs.found_unit(
                actor=li, code=code, name=code, kind=UnitKind.TEAM, area=RIVER, parent="U-RIVER", on=TODAY
            )
        first = proposed(li, edits.unit(particulars.find_unit(li, "U-A")), "R-04")
        services.apply_bulk_change(actor=li, code=first.code)
        second = proposed(li, edits.unit(particulars.find_unit(li, "U-B")), "R-04")
        orgs.close_unit(actor=li, code="U-B", on=TODAY)
        with pytest.raises(UnitUnknown):
            services.apply_bulk_change(actor=li, code=second.code)
        third = proposed(li, edits.unit(particulars.find_unit(li, "U-HOSPITAL")), "R-04")
        services.apply_bulk_change(actor=li, code=third.code)
        orgs.close_unit(actor=li, code="U-A", on=TODAY)
        services.undo_bulk_change(actor=li, code=third.code)
        assert (states(third), access.get(li, "R-04").unit_id) == ({"R-04": RowState.KEPT}, "U-HOSPITAL")


def test_a_new_home_brings_the_position_of_its_village(li):
    with scope.acting(li):
        change = proposed(li, edits.home(particulars.find_village(li, RIDGE)), "R-05")
        services.apply_bulk_change(actor=li, code=change.code)
        moved = access.get(li, "R-05")
        assert (moved.home_area, moved.lat, moved.lon) == (RIDGE, 23.36, 106.66)
        services.undo_bulk_change(actor=li, code=change.code)
        assert (access.get(li, "R-05").home_area, access.get(li, "R-05").lat) == (UPPER, None)


def test_who_merely_stands_here_is_not_changed_here(li, lu):
    village = replace(li, area=UPPER)
    with scope.acting(lu):
        services.note_postings(actor=lu, area=lu.area, posted={"R-08": UPPER})
    with scope.acting(village):
        change = services.propose_bulk_change(actor=village, chosen=chosen(village), edit=edits.hours(7))
        assert change.barred == 1
        assert "R-08" not in states(change)
        with pytest.raises(NobodyChosen):
            proposed(village, edits.hours(7), "R-08")


def test_undo_has_a_time_and_a_preview_too(li):
    now = timezone.now()
    with scope.acting(li):
        change = proposed(li, edits.hours(60))
        with pytest.raises(PreviewExpired):
            services.apply_bulk_change(actor=li, code=change.code, at=now + timedelta(hours=3))
        with pytest.raises(BulkNotApplied):
            services.undo_bulk_change(actor=li, code=change.code)
        services.apply_bulk_change(actor=li, code=change.code)
        with pytest.raises(BulkNotProposed):
            services.apply_bulk_change(actor=li, code=change.code)
        with pytest.raises(UndoExpired):
            services.undo_bulk_change(actor=li, code=change.code, at=now + timedelta(hours=25))


def test_a_second_preview_throws_the_first_away(li):
    with scope.acting(li):
        first = proposed(li, edits.hours(60))
        second = proposed(li, edits.hours(50))
        assert [change.code for change in BulkChange.objects.all()] == [second.code]
        with pytest.raises(NotFound):
            services.apply_bulk_change(actor=li, code=first.code)


def test_who_may_only_look_changes_nobody_and_the_next_county_sees_no_change(li, huang, yang):
    with scope.acting(huang), pytest.raises(NotAllowed):
        proposed(huang, edits.hours(60))
    with scope.acting(li):
        change = proposed(li, edits.hours(60))
        services.apply_bulk_change(actor=li, code=change.code)
    for stranger in (yang, huang):
        with scope.acting(stranger):
            assert not BulkChange.objects.exists()
            with pytest.raises(NotFound):
                access.get_bulk(stranger, change.code)


def test_the_chosen_may_be_a_search(li):
    with scope.acting(li):
        search = selectors.Search(on=TODAY, unit="U-RIVER", home=UPPER)
        people = selectors.responders(li, search)
        change = services.propose_bulk_change(actor=li, chosen=people, edit=edits.hours(10))
        assert states(change).keys() == {"R-05", "R-06", "R-09"}


def test_names_with_a_percent_sign_may_be_searched_for(li):
    with scope.acting(li):
        people = selectors.responders(li, selectors.Search(on=TODAY, text="100%s"))
        with pytest.raises(NobodyChosen):
            services.propose_bulk_change(actor=li, chosen=people, edit=edits.hours(10))


def test_an_edit_says_what_was_asked(li):
    with scope.acting(li):
        change = proposed(li, edits.skills(["swab", "care"], ["lab"]), BY_NAME["qin"].code)
        assert change.asked == {"add": ["care", "swab"], "remove": ["lab"]}

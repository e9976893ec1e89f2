"""Search: by how names and codes start, in sight only."""

from __future__ import annotations

from fangxian.features.board.selectors import search
from fangxian.kernel.authority import Can
from fangxian.kernel.db import scope
from tests import world


def found(name, query):
    actor = world.BY_NAME[name].actor
    with scope.acting(actor):
        return {hit.label for _heading, hits in search.find(actor, query) for hit in hits}


def test_areas_are_found_by_name_and_by_code(county):
    assert found("lu", "河口") == {"河口镇", "河口广场采样点"}
    assert found("lu", world.HILL) == {"山背乡", "山背村"}


def test_people_are_found_by_name_and_by_code(county):
    assert found("lu", "黄") == {"黄强"}
    assert found("lu", "R-04") == {"黄强"}


def test_the_next_county_is_not_found(county):
    assert found("lu", "界头") == found("lu", "杨") == found("lu", world.NEXT_COUNTY) == set()
    assert "界头镇" in found("yang", "界头")


def test_people_are_for_those_who_see_the_roster(county):
    assert not world.BY_NAME["luo"].actor.may(Can.ROSTER_VIEW)
    assert found("luo", "韦") == set()


def test_nothing_and_everything_ask_for_nothing(county):
    assert found("lu", "   ") == set()
    assert found("lu", "%") == found("lu", "'") == set()


def test_the_search_page_answers_with_and_without_htmx(signed_in):
    lu = signed_in("lu")
    whole = lu.get("/board/search/", {"q": "河口"}).content.decode()
    part = lu.get("/board/search/", {"q": "河口"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert f"/board/{world.RIVER}/" in part

"""Template tags and shares."""

from __future__ import annotations

import doctest

from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from fangxian.shell import shares


def render(source, query="", **values):
    request = RequestFactory().get(f"/x/?{query}")
    return Template(source).render(Context({"request": request, **values}))


def test_a_column_sorts_up_then_down_and_starts_at_the_first_page():
    source = '{% sort_header "people" "People" %}'
    assert 'href="?role=guard&amp;sort=people"' in render(source, "role=guard&page=4")
    assert 'href="?sort=-people"' in render(source, "sort=people")
    assert 'aria-sort="descending"' in render(source, "sort=-people")


def test_another_page_keeps_what_was_asked():
    assert render('{% page_link "page" 3 %}', "sort=people&page=2") == "?sort=people&amp;page=3"


def test_what_a_person_typed_is_escaped_in_blocks_and_components():
    source = "{% panel title=evil %}{{ evil }}{% endpanel %}"
    assert "<script" not in render(source, evil="<script>alert(1)</script>")
    source = '{% include "components/diff.html" with changes=changes only %}'
    assert "<b>" not in render(source, changes=[("<b>", "<b>", "<b>x")])


def test_figures_read_the_same_in_every_language():
    assert render("{{ 1234567|figure }} {{ 0|figure }} {{ '95 %'|figure }}") == "1,234,567 0 95 %"


def test_a_person_chip_says_vacant_in_words_and_red():
    told = render('{% include "components/person.html" with name="" deputy="" only %}')
    assert told.count("fx-vacant") == 2
    assert "fx-person-name" not in told


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_only_all_is_full(filled, needed):
    filled = min(filled, needed)
    band = shares.band(filled, needed)
    assert (band == "full") == (needed > 0 and filled == needed)
    assert (shares.percent(filled, needed) == 100) == (needed > 0 and filled == needed)
    assert band in shares.BANDS


def test_the_examples_of_shares_are_true():
    assert doctest.testmod(shares).failed == 0

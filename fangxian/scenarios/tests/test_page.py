"""The page about the worked example, as anybody reads it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from fangxian.scenarios import telling
from fangxian.scenarios.debao_2022.statements import STATEMENTS


def test_the_page_tells_every_sheet_and_persona_to_somebody_not_signed_in(client, db):
    page = client.get(reverse("scenarios:scenario"), headers={"accept-language": "en"})
    text = page.content.decode()
    assert page.status_code == 200
    assert all(name in text for name in STATEMENTS)
    assert all(person.username in text for person in telling.scenario().people)


def test_the_drawing_has_the_published_days(client, db):
    answer = client.get(reverse("scenarios:cases")).json()
    assert len(answer["bars"]) == 10
    assert sum(value for _day, value in answer["bars"]) == 268


@pytest.mark.parametrize(
    ("language", "title"), [("zh-hans", "德保，2022年2月"), ("en", "Debao, February 2022")]
)
def test_the_statements_are_told_in_the_readers_language(language, title):
    with translation.override(language):
        assert telling.scenario().title == title


def test_only_the_population_of_debao_is_assumed():
    with translation.override("en"):
        assumed = [figure.label for figure in telling.scenario().figures if figure.assumed]
    assert assumed == ["Residents of Debao"]


def test_what_was_made_here_is_told_with_its_rows(tmp_path, monkeypatch):
    from fangxian.scenarios import debao_2022

    monkeypatch.setattr(telling, "home", lambda: tmp_path)
    assert telling.made_here() == []
    debao_2022.generate(tmp_path / "scenarios" / "debao-2022-hamlet-7", scale="hamlet", seed=7)
    (folder,) = telling.made_here()
    assert (folder.scale, folder.seed, folder.rows("residents.csv")) == ("hamlet", 7, 960)

"""Checklists are whole, and a body is held to the one it names."""

from __future__ import annotations

import msgspec
import pytest

from fangxian.kernel.reports import checklists, forms

LANGUAGES = {"zh-Hans", "zh-Hant", "en"}


def test_every_line_has_words_a_weight_and_a_deadline():
    for checklist in checklists.load().values():
        assert set(checklist.words) == LANGUAGES
        assert checklist.places
        assert 0 < len(checklist.lines) <= checklists.MOST
        for line in checklist.lines.values():
            assert set(line.words) == LANGUAGES, line.code
            assert line.severity in (1, 2, 3), line.code
            assert 1 <= line.deadline.total_seconds() / 3600 <= 72, line.code
            assert len(line.code) <= 24


def test_the_form_offers_the_checklists_there_are():
    fields = {field["name"]: field for field in forms.load()["inspection", 1]["fields"]}
    assert set(fields["checklist"]["choices"]) == set(checklists.load())


def body(*lines: tuple[str, str], checklist: str = "checkpoint") -> bytes:
    told = [{"line": line, "result": result} for line, result in lines]
    return msgspec.json.encode({"checklist": checklist, "lines": told})


def test_a_body_with_lines_of_its_checklist_is_read():
    read = forms.decoder(forms.load()["inspection", 1]).decode(body(("manned", "ok"), ("relief", "failed")))
    assert [(one.line, one.result) for one in read.lines] == [("manned", "ok"), ("relief", "failed")]


@pytest.mark.parametrize(
    "wrong",
    [
        body(),
        body(("manned", "ok"), ("manned", "failed")),
        body(("pool_size", "ok")),
        body(("manned", "perhaps")),
        body(("manned", "ok"), checklist="kitchen"),
    ],
)
def test_another_body_is_not(wrong):
    with pytest.raises(msgspec.ValidationError):
        forms.decoder(forms.load()["inspection", 1]).decode(wrong)

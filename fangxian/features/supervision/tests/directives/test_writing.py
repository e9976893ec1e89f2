"""Writing a directive: its few marks, a look at it before it is issued, the same asked in other words."""

from __future__ import annotations

import pytest

from fangxian.features.supervision.directives import services
from fangxian.features.supervision.directives.refusals import QuestionAsked
from fangxian.features.supervision.directives.richtext import rendered
from fangxian.features.supervision.directives.services import Wanted
from fangxian.features.supervision.models import Directive
from fangxian.features.supervision.tests.directives.conftest import MASKS, draft, hours, issued, tallies
from fangxian.kernel.db import scope
from tests import world


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3.5 万只", "<p>3.5 万只</p>"),
        ("1. 点\n\n2、报", '<ol><li value="1">点</li></ol><ol><li value="2">报</li></ol>'),
        ("# 夜里\n走", "<h3>夜里</h3><p>走</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("**<img src=x onerror=y>**", "<p><strong>&lt;img src=x onerror=y&gt;</strong></p>"),
        ("- <b>\n- \"'&amp;", "<ul><li>&lt;b&gt;</li><li>&quot;&#x27;&amp;amp;</li></ul>"),
        ("# **</h3>**", "<h3><strong>&lt;/h3&gt;</strong></h3>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
    ],
)
def test_text_is_shown_as_written_but_for_its_few_marks(text, wanted):
    assert rendered(text) == wanted


def test_a_line_of_nothing_but_marks_is_no_burden():
    assert "<strong>" not in rendered("**a " * 5_000)


def test_a_draft_is_looked_at_before_it_is_issued(lu):
    wanted = draft(levels=("township", "village"), questions=(MASKS,))
    with scope.acting(lu):
        found = services.preview_directive(actor=lu, draft=wanted, at=hours(0))
        assert (found.expected, found.earlier) == (5, [])
        assert not Directive.objects.exists()
    made = issued(lu, questions=(MASKS,))
    with scope.acting(lu):
        asked = services.preview_directive(actor=lu, draft=wanted, at=hours(1)).earlier
        again = services.preview_directive(actor=lu, draft=wanted, replaces=made.code, at=hours(1))
    assert [(one.directive, one.same, one.answered) for one in asked] == [(made.code, 2, 0)]
    assert again.earlier == []


def test_other_words_for_the_subject_do_not_ask_the_same_again(lu):
    issued(lu, questions=(MASKS,))
    with pytest.raises(QuestionAsked):
        issued(lu, questions=(Wanted(name="mouths", label=MASKS.label),))


def test_issuing_onward_begins_with_what_is_issued_onward(lu, huang):
    made = issued(lu)
    issued(huang, levels=("village",), parent=made.code)
    assert tallies(made.code)[world.RIVER] == (1, 1, 1, 1, 1, 0)

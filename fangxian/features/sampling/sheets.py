"""
The sheet of results, as a laboratory gives it: a row a tube.

The same file twice changes nothing, and neither does a row that says what is known. A row that says something
else than the tube's result is refused: an amended result needs two signatures and has its own page.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.sampling.models import Value
from fangxian.features.sampling.services.noting import Said, write
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.sheets import Check, Column, Counts, Kind, Work, cells

# Of tubes with the same print in several rounds the newest round's is meant.
_TUBES = """
    CREATE TEMPORARY TABLE result_tubes ON COMMIT DROP AS
    SELECT DISTINCT ON (s.line) s.line, t.code, t.result, t.first_at, t.resulted_at FROM sheet_rows s
    JOIN sampling_tube t ON t.barcode = s.tube
    JOIN sampling_round r ON r.code = t.round AND r.incident = %(incident)s
    WHERE t.swabs > 0 ORDER BY s.line, r.number DESC, t.round
"""
_UNKNOWN = """
    SELECT s.line, jsonb_build_object('value', s.tube) FROM sheet_rows s
    WHERE NOT EXISTS (SELECT 1 FROM result_tubes t WHERE t.line = s.line)
"""
_OTHER = """
    SELECT s.line, jsonb_build_object('value', t.result) FROM sheet_rows s
    JOIN result_tubes t ON t.line = s.line WHERE t.result <> '' AND t.result <> s.result
"""
_TOO_SOON = """
    SELECT s.line, jsonb_build_object('value', s.tube) FROM sheet_rows s
    JOIN result_tubes t ON t.line = s.line WHERE s.tested_at < t.first_at OR s.tested_at > %(now)s
"""
_NEW = """
    SELECT t.code, s.result, s.tested_at, s.laboratory FROM sheet_rows s
    JOIN result_tubes t ON t.line = s.line WHERE t.result = '' ORDER BY t.code
"""


def find_tubes(work: Work) -> None:
    """Which tube each row speaks of."""
    work.run("DROP TABLE IF EXISTS pg_temp.result_tubes")
    work.run(_TUBES)


def merge(work: Work) -> Counts:
    """Note the results of tubes that had none."""
    work.cursor.execute(_NEW)
    said = [Said(*row) for row in work.cursor.fetchall()]
    if said:
        write(work.cursor, work.actor, said, timezone.now(), None)
    return Counts(new=len(said), changed=0)


def params(actor: Actor) -> Mapping[str, object]:
    """The moment of this program: nothing is tested after it."""
    return {"now": timezone.now()}


RESULTS = Kind(
    code="results",
    title=_("Laboratory results"),
    can=Can.RESULT_ENTER,
    key=("tube",),
    columns=(
        Column(
            name="tube",
            title=_("Tube"),
            parse=cells.code(48),
            required=True,
            aliases=("试管", "试管编码", "試管", "試管編碼", "管号", "管號"),
        ),
        Column(
            name="result",
            title=_("Result"),
            parse=cells.choice(Value),
            required=True,
            aliases=("结果", "結果", "检测结果", "檢測結果"),
        ),
        Column(
            name="tested_at",
            title=_("Tested at"),
            parse=cells.instant(),
            required=True,
            aliases=("检测时间", "檢測時間"),
        ),
        Column(
            name="laboratory",
            title=pgettext_lazy("site", "Laboratory"),
            parse=cells.text(120),
            required=True,
            aliases=("检测机构", "檢測機構", "实验室", "實驗室"),
        ),
    ),
    before=find_tubes,
    checks=(
        Check(
            code="unknown_tube",
            column="tube",
            sentence=_(
                "There is no tube %(value)s with a swab in it; nobody in your sight was sampled into it."
            ),
            sql=_UNKNOWN,
        ),
        Check(
            code="other_result",
            column="result",
            sentence=_("The tube has the result %(value)s already; amend it on its page, with a reason."),
            sql=_OTHER,
        ),
        Check(
            code="tested_when",
            column="tested_at",
            sentence=_("Tube %(value)s cannot have been tested then: before its first swab, or after now."),
            sql=_TOO_SOON,
        ),
    ),
    params=params,
    merge=merge,
)

"""A directive of Anning county for the sweep: what its addresses are filled with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fangxian.kernel.db import scope
from tests import world

OF_ONE = (
    *("directive", "directive-begin", "directive-report", "directive-withdraw", "directive-replace"),
    *("directive-sending", "directive-close", "directive-remind", "receivers"),
)


def samples() -> dict[str, dict[str, str]]:
    """Address → samples."""
    code = _directive()
    return {
        **{f"supervision:{name}": {"code": code} for name in OF_ONE},
        "supervision:attachment": {"code": code, "number": "1"},
        "supervision:answers": {"code": code, "form": "csv"},
        "supervision:register-export": {"form": "csv"},
    }


def _directive() -> str:
    """For the leads of its townships and villages, with a file and a question."""
    from fangxian.features.supervision.directives import services
    from fangxian.features.supervision.directives.services import Draft, Wanted

    lu = world.BY_NAME["lu"].actor
    draft = Draft(
        title="清点口罩",
        text="**今晚**逐村清点",
        deadline_at=datetime.now(UTC) + timedelta(hours=9),
        levels=("township", "village"),
        questions=(Wanted(name="masks", label="口罩还有多少"),),
        files=(("masks.jpg", b"\xff\xd8\xff picture"),),
    )
    with scope.acting(lu):
        return services.issue_directive(actor=lu, draft=draft).code

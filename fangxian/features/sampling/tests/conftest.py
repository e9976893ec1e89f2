"""The cast's county with a sampling round over it, and reports from its tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client

from fangxian.features.accounts.models import Account
from fangxian.features.campaigns import services as campaigns
from fangxian.features.campaigns.models import Coverage, Target
from fangxian.features.campaigns.models import Pace as CampaignPace
from fangxian.features.sampling import services
from fangxian.features.sampling.interpreting import KINDS
from fangxian.features.sampling.models import Pace, Swab, Tally, Tube
from fangxian.features.sampling.services import Order
from fangxian.kernel.authority import Can
from fangxian.kernel.db import scope
from fangxian.kernel.reports import Fact
from tests import world
from tests.world import BY_NAME

AT = datetime(2022, 2, 5, 22, 0, tzinfo=UTC)
LU, QIN = BY_NAME["lu"].actor, BY_NAME["qin"].actor
OF_KIND = {kind.code: kind for kind in KINDS}


class Table:
    """One table of a point: what it reports, each with an id of its own."""

    numbers = count(1)

    def __init__(self, code, area=world.UPPER, point="S-SQUARE", table=1, person="R-07"):
        self.code, self.area, self.point, self.table, self.person = code, area, point, table, person

    def fact(self, kind, tube, minutes, **body):
        """A report as the door hands it to its interpreter."""
        number = next(self.numbers)
        return Fact(
            id=str(UUID(int=(7 << 76) | (2 << 62) | number)),
            kind=kind,
            form_version=1,
            area=self.area,
            subject=f"{self.code}/{tube}",
            occurred_at=AT + timedelta(minutes=minutes),
            body=SimpleNamespace(**body),
            raw="{}",
            device="",
            device_seq=None,
            person=self.person,
            skew_s=0,
        )

    def swab(self, tube, resident, minutes=0):
        """A swab of a resident ('' for a stranger) into a tube."""
        target = f"{self.code}/{resident}" if resident else ""
        return self.fact("swab", tube, minutes, point=self.point, table=self.table, target=target)

    def back(self, swab, minutes=1):
        """That swab was none."""
        return self.fact("swab_back", swab.subject.partition("/")[2], minutes, swab=swab.id)

    def tube(self, tube, step, minutes=0, *, size=10, swabs=None):
        """The table opens, closes or spoils a tube."""
        body = {"point": self.point, "table": self.table, "step": step, "size": size, "swabs": swabs}
        return self.fact("tube", tube, minutes, **body)

    def box(self, box, step, tubes, minutes=60, other="司机"):
        """A box is packed, handed on, or received."""
        return self.fact("box", box, minutes, step=step, tubes=list(tubes), other=other, celsius=4)


def arrive(*facts, actor=LU):
    """Have reports arrive, as the door does it: by kind, in one transaction."""
    with scope.acting(actor), connection.cursor() as cursor:
        for kind in sorted({fact.kind for fact in facts}):
            for sql, values in OF_KIND[kind].project([fact for fact in facts if fact.kind == kind]):
                cursor.execute(sql, values)


def rows(model, *columns, **where):
    """Rows of a table as the commander sees them, in order."""
    with scope.acting(LU):
        return sorted(model.objects.filter(**where).values_list(*columns), key=str)


def state(code):
    """Everything a round counts, for comparing; a counter in which nothing is left counts as none."""
    return {
        "swabs": rows(Swab, "id", "tube", "target", "void", "counts", round=code),
        "tubes": rows(
            Tube, "code", "point", "table", "tables", "size", "swabs", "stated", "stage", "box", round=code
        ),
        "tally": [
            row
            for row in rows(
                Tally,
                "area",
                "point",
                "swabs",
                "people",
                "open",
                "closed",
                "packed",
                "handed",
                "received",
                "spoiled",
                round=code,
            )
            if any(row[2:])
        ],
        "pace": rows(Pace, "point", "slot", "swabs", round=code, swabs__gt=0),
        "targets": rows(
            Target, "code", "standing", "outcome", "occurred_at", "report", "asked", campaign=code
        ),
        "coverage": rows(Coverage, "area", "targets", "reached", "asked", campaign=code),
        "reached": rows(CampaignPace, "area", "slot", "reached", campaign=code, reached__gt=0),
    }


@pytest.fixture(scope="package")
def _built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world once, in a transaction around the tests' own, undone at the end."""
    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
        world.build(tmp_path_factory.mktemp("sheets"))
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def county(_built, db):
    """The cast's county."""


def ordered(actor=LU, **more):
    """A round that runs over the county."""
    order = Order(
        **(
            {
                "area": world.COUNTY,
                "name": "第一轮",
                "starts_at": AT,
                "ends_at": AT + timedelta(hours=12),
                "results_by": AT + timedelta(hours=24),
            }
            | more
        )
    )
    with scope.acting(actor):
        made = services.order_round(actor=actor, order=order)
    campaigns.prepare(actor=actor, code=made.code)
    return made


@pytest.fixture
def table(county):
    """The first table on the square, in a round that runs."""
    return Table(ordered().code)


def push(code, *facts):
    """The same reports through the one writer, so that they are in the log as well."""
    from fangxian.features.field.recording import record_here

    sent = [
        {
            "id": fact.id,
            "kind": fact.kind,
            "form_version": 1,
            "area": fact.area,
            "subject": fact.subject,
            "occurred_at": fact.occurred_at,
            "body": {name: value for name, value in vars(fact.body).items() if value not in (None, "")},
        }
        for fact in facts
    ]
    with scope.acting(LU):
        return record_here(actor=LU, reports=sent, person="R-07", can=Can.ROUND_ORDER)


@pytest.fixture
def signed_in(county):
    """A browser signed in as one of the cast: `signed_in("lu").get("/")`."""

    def client(name):
        account = Account.objects.get(username=f"{name}.an")
        Account.objects.filter(pk=account.pk).update(language="en")
        found = Client()
        found.force_login(account, "fangxian.features.accounts.backends.AccountBackend")
        return found

    return client

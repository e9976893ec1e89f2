"""The pull of one phone in a bench: asked for with its token, and looked through for other grids."""

from __future__ import annotations

import json
from typing import Any

from bench import pushing
from bench.doorknock import INCIDENT


class Puller:
    """A phone that pulls: everything, or what changed since its first pull."""

    def __init__(self, phone: pushing.Phone) -> None:
        from django.test import Client

        self.phone, self.client = phone, Client()
        self.cursor = self.told(self.full())["cursor"]

    def full(self) -> Any:
        """The answer to a phone that has nothing."""
        return self._ask("")

    def delta(self) -> Any:
        """The answer to a phone that has pulled before."""
        return self._ask(self.cursor)

    def told(self, answer: Any) -> dict[str, Any]:
        """What an answer says."""
        if answer.status_code != 200:
            raise SystemExit(f"the pull was answered with {answer.status_code}")
        found: dict[str, Any] = json.loads(answer.content)
        return found

    def _ask(self, since: str) -> Any:
        headers = {"Authorization": f"Bearer {self.phone.token}"}
        return self.client.get(f"/api/field/pull?since={since}", headers=headers)


def only_its_own(answer: Any, grid: str, campaign: str) -> bool:
    """
    Whether a full pull holds every household and target of its grid, and nothing of any other grid.

    No code of another grid, village, household or target may stand anywhere in the answer, except the name
    of the village around the grid.
    """
    from fangxian.cli.operator import operator
    from fangxian.features.campaigns.models import Target
    from fangxian.features.territory.models import Area, Household
    from fangxian.kernel.db import scope

    text, told = answer.content.decode(), json.loads(answer.content)
    with scope.acting(operator(INCIDENT)):
        grids = Area.objects.filter(level="grid", valid_until__isnull=True).exclude(code=grid)
        others = [code for code in grids.values_list("code", flat=True) if f'"{code}' in text]
        homes = set(Household.objects.filter(area=grid).values_list("code", flat=True))
        targets = set(Target.objects.filter(area=grid, campaign=campaign).values_list("code", flat=True))
    return (
        not others
        and {one["code"] for one in told["households"]} == homes
        and {one["code"] for one in told["targets"]} == targets
        and {one["area"] for one in told["households"] + told["targets"]} == {grid}
        and [one["code"] for one in told["areas"]] == [grid]
    )

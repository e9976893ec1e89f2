"""The actor: a person under one acting charge; every service takes one."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.kernel.authority.table import READS, Can, Role, allows
from fangxian.kernel.codes import inside
from fangxian.kernel.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Actor:
    """
    Who acts, as what, where.

    `person` is the account's username, `responder` the key of the roster row ('' where there is none), `area`
    the code prefix of the charge ('' only for the administrator and the auditor of the whole installation).
    `viewer` is who looks as this charge without holding it: they read only, and no more than they may anyhow.
    """

    person: str
    name: str
    role: Role
    area: str
    incident: str
    charge: str = ""
    responder: str = ""
    viewer: Actor | None = None

    def may(self, can: Can, area: str | None = None) -> bool:
        """Whether the actor may do this (in that area, where one is named)."""
        if self.viewer is not None and not (can in READS and self.viewer.may(can)):
            return False
        return allows(self.role, can) and (area is None or self.covers(area))

    def require(self, can: Can, area: str | None = None) -> None:
        """
        Refuse unless the actor may do this.

        Raises:
            NotAllowed: the role does not carry it, or the area lies outside the charge.
        """
        if not self.may(can, area):
            raise NotAllowed

    def covers(self, area: str) -> bool:
        """Whether an area lies inside the charge."""
        return inside(area, self.area)

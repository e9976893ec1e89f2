"""
Flows: the states a kind of item goes through, who may move it on and with what, as data.

A kind of item is one `Flow` in the feature that owns it and one line in `config/items.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from fangxian.kernel.errors import Text


class By(StrEnum):
    """Who may make a move."""

    HOLDER = "holder"  # who holds it now
    MAKER = "maker"  # who opened it, or answers where it was opened
    ABOVE = "above"  # who answers for an area around the holder's
    OTHER = "other"  # as MAKER or ABOVE, but not whoever made the move before


class Needs(StrEnum):
    """What a move cannot do without."""

    REASON = "reason"
    EVIDENCE = "evidence"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a flow; `source` are the states it leads from."""

    code: str
    label: Text
    source: tuple[str, ...]
    target: str
    by: tuple[By, ...]
    needs: tuple[Needs, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """
    A clock of a chain: how long an item may stand in a state before it is late and climbs.

    If it counts `alone`, the item's own deadline does not matter there: its holder has done their part.
    """

    state: str
    within: timedelta
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """
    A kind of item.

    `states` are all of them with their words, the first one first; in those of `ended` nothing more is due.
    `reminds` is how long before the deadline its holder is reminded; `climbs` how often what is late goes one
    level up. `page` names the address of a page that says more, by the item's code; '' where there is none. A
    `personal` one is for the person who holds it: it is given to nobody else.
    """

    kind: str
    label: Text
    states: dict[str, Text]
    moves: tuple[Move, ...]
    ended: frozenset[str]
    links: tuple[Link, ...] = ()
    reminds: timedelta = timedelta(hours=1)
    climbs: timedelta = timedelta(hours=2)
    page: str = ""
    personal: bool = False
    _by_code: dict[str, Move] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = set(self.states)
        named = {state for move in self.moves for state in (*move.source, move.target)}
        named |= self.ended | {link.state for link in self.links}
        if not named <= known:
            raise ValueError(f"{self.kind}: no such states: {sorted(named - known)}")
        object.__setattr__(self, "_by_code", {move.code: move for move in self.moves})

    @property
    def first(self) -> str:
        """The state in which items of this kind begin."""
        return next(iter(self.states))

    def find(self, code: str) -> Move | None:
        """The move of that code, if there is one."""
        return self._by_code.get(code)

    def onward(self, state: str) -> list[Move]:
        """The moves that lead on from a state, in their order."""
        return [move for move in self.moves if state in move.source]

    def link(self, state: str) -> Link | None:
        """The clock of a state, if it has one."""
        return next((link for link in self.links if link.state == state), None)

    def within(self, state: str) -> timedelta | None:
        """How long an item may stand in a state; None: as long as its own deadline allows."""
        link = self.link(state)
        return link.within if link else None

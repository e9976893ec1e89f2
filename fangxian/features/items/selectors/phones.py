"""Items as a phone holds them (`contracts/field-api.md`): flows, and what waits for its holder."""

from __future__ import annotations

from typing import Any

from fangxian.features.items.flows import Flow

Told = dict[str, Any]


def told_flow(flow: Flow) -> Told:
    """One kind of item, in the active language; a page and clocks of its own stay here."""
    moves = [
        {
            "code": move.code,
            "label": str(move.label),
            "source": list(move.source),
            "target": move.target,
            "by": [str(by) for by in move.by],
            "needs": [str(need) for need in move.needs],
        }
        for move in flow.moves
    ]
    states = {state: str(label) for state, label in flow.states.items()}
    ended = [state for state in flow.states if state in flow.ended]
    return {"name": str(flow.label), "states": states, "ended": ended, "moves": moves}

"""What can be done with items."""

from fangxian.features.items.services.calling import Called, call_due, climb_at_once, remind_of
from fangxian.features.items.services.carrying import carry_out, pass_on
from fangxian.features.items.services.counting import Recounted, gather_tallies, recount
from fangxian.features.items.services.ending import end_items, end_items_about
from fangxian.features.items.services.keeping import LARGEST, add_evidence, read_evidence
from fangxian.features.items.services.moving import comment, give_item, move_item, move_items, watch
from fangxian.features.items.services.opening import Wanted, open_item, open_items
from fangxian.features.items.services.vacating import follow_vacancies

__all__ = [
    "LARGEST",
    "Called",
    "Recounted",
    "Wanted",
    "add_evidence",
    "call_due",
    "carry_out",
    "climb_at_once",
    "comment",
    "end_items",
    "end_items_about",
    "follow_vacancies",
    "gather_tallies",
    "give_item",
    "move_item",
    "move_items",
    "open_item",
    "open_items",
    "pass_on",
    "read_evidence",
    "recount",
    "remind_of",
    "watch",
]

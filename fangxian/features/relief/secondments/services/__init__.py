"""What can be done with secondments: order, answer, call back early; begin and end what is due."""

from fangxian.features.relief.secondments.services.answering import answer_secondment, call_back
from fangxian.features.relief.secondments.services.ordering import Order, order_secondment
from fangxian.features.relief.secondments.services.running import Ran, run_due

__all__ = ["Order", "Ran", "answer_secondment", "call_back", "order_secondment", "run_due"]

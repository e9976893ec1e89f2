"""What can be done with rounds."""

from fangxian.features.sampling.services.ordering import Order, order_round
from fangxian.features.sampling.services.rebuilding import Rebuilt, rebuild_round

__all__ = ["Order", "Rebuilt", "order_round", "rebuild_round"]

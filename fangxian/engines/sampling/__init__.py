"""
A sampling round in numbers: pools, what a round needs, when to stop, and what may have been missed.

Pure: arrays and figures in, frozen dataclasses out. `docs/method-sampling.md` says where each formula is
from.
"""

"""
Sheets: one mechanism by which every feature takes in CSV and XLSX, with preview and refused rows back.

A feature declares a `Kind` (columns, checks, merge); `config/sheets.py` lists them; `take_in` does the work.
"""

from fangxian.kernel.sheets import cells
from fangxian.kernel.sheets.kinds import Check, Column, Counts, Kind, Mode, Outcome, Work
from fangxian.kernel.sheets.reasons import Fault, Reason
from fangxian.kernel.sheets.sources import BadSheet
from fangxian.kernel.sheets.taking import take_in, wait_turn
from fangxian.kernel.sheets.upsert import Upsert

__all__ = [
    "BadSheet",
    "Check",
    "Column",
    "Counts",
    "Fault",
    "Kind",
    "Mode",
    "Outcome",
    "Reason",
    "Upsert",
    "Work",
    "cells",
    "take_in",
    "wait_turn",
]

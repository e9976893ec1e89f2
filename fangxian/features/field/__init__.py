"""
Field: the phone's door; one log of reports, the devices that send them, and what a phone holds.

Owns devices, enrolments, the report log and the queue of refused reports. Does not own what reports mean: the
feature that owns a kind interprets it (`config/reports.py`).
"""

"""
Torture: phones push while processes are killed with -9 and the network fails; nothing may be lost or doubled.

A hamlet of the scenario in a home of its own, served by `fangxian serve` as anybody's; simulated phones with
their outboxes on disk reach it through a proxy that injects faults. Then the faults stop, everything drains,
and the log is held against what the phones were told. Run: `python -m bench.torture --minutes 10 --json`.
"""

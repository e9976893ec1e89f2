"""Which sheets can be imported: one line a kind."""

from fangxian.kernel.sheets import Kind

KINDS: dict[str, Kind] = {}

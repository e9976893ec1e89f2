"""Dated rule packs (YAML): every figure with its source and grade; read by `kernel.rulepacks`."""

"""Handing a charge over: asked, accepted by the successor, and only then done."""

"""The product: one folder a feature, all of one shape, in tiers (see pyproject, import-linter)."""

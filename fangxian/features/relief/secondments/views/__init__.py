"""Pages of secondments: who came and went, a new order, one of them with its answers."""

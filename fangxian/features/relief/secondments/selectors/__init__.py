"""Questions about secondments: who could go, who came and went, one of them."""

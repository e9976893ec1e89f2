"""What the board asks: of areas, of those who answer, of gaps, of posts, of names."""

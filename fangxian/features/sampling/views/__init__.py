"""Pages of sampling: rounds, and of each its people, points, tubes, results, and what was missed."""

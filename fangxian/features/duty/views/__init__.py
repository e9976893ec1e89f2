"""Pages of duty: plans and their drafts, changes by hand, what runs, sites, one's own duty, files."""

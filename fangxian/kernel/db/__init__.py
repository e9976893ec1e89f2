"""The database: an embedded PostgreSQL 18 or a real one, its roles, and scope by row-level security."""

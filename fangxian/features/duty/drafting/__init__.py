"""Between the tables and the engine: what a plan is made from as arrays, what it is as rows."""

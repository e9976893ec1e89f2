"""The trail: who did what, where and when; append-only by privilege. `record` is its only writer."""

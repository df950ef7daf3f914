"""Dynamic apps: parts that a function makes again and again, and what keeps its identity meanwhile."""

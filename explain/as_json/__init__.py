"""The results as JSON, each with a published schema in `explain/schema`."""

"""What can be asked of a record: one module a subject, siblings on one small base."""

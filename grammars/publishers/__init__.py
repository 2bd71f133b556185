"""One grammar a publisher: it extends and overrides the common one."""

"""Programs that the tests run beside themselves."""

"""The tests of PlanTUI. A package, so that `tests.snapshots` and `tests.e2e` can be imported by name."""

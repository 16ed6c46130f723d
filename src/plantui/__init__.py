"""PlanTUI: keyboard-only treatment plans for psychotherapists, in a terminal."""

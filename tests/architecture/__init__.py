"""Rules of the house that no type checker knows, each with a bad sample that it must complain about."""

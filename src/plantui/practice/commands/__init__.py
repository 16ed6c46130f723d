"""The commands, by the noun they change."""

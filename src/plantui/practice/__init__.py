"""The verbs: one command object per change, shared by every door; nothing else writes."""

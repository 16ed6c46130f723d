"""The rehearsal store: an invented caseload, replayed through the ordinary commands."""

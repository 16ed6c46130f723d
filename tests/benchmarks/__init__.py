"""Speed, bytes and memory, measured as ratios to a bare Textual app and a bare Python."""

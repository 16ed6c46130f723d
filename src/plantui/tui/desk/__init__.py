"""The desk: what is open, where the cursors are, and what every key does to it. Plain data, no Textual."""

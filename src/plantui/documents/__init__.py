"""A chart on paper: plans, glance pages and outlines as Markdown, plain text or plain data, and read back."""

"""Statements of the library: pages of Markdown, read, compiled, searched and checked."""

"""Tests through a real terminal, and the terminal they use."""

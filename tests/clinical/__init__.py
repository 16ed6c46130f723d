"""Tests of what follows from a chart."""

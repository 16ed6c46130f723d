"""Tests of the clinical content."""

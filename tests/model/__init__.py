"""Tests of the chart as data."""

"""Tests of charts at rest."""

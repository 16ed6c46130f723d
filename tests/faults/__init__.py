"""Kills, full disks and power cuts on real processes and real file systems."""

"""What follows from a chart: standing, trend, what is due, lint, scoring. Pure functions of chart, library and day."""

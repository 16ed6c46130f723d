"""What a chart is: frozen structs, ids and terms. No clock, no input or output, no clinical rules."""

"""Between plain frames and the terminal: canvas, palette, thin output, driver and start."""

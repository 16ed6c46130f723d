"""From the desk's state to a frame: pure functions, one screen part a file."""

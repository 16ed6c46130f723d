"""What the world does to a program: broken files, hostile text, odd folders, two people at once."""

"""The full-screen door: Textual draws, `keys` decides, `practice` acts."""

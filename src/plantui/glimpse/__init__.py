"""The fast readers behind `plantui glance` and `plantui due --count`.

They read what the vault keeps in the header of a chart and print it. A start of Python takes longer than their work, so
nothing here imports more than `os`, `sys`, `time` and accelerators that are built in; types are for the checker alone.
Whatever is out of the ordinary is left to the full program: these readers may be absent, never wrong.
"""

"""Where things are kept, how the program is set up, and what time it is.

Mistakes in a person's files are returned, never raised: the program starts with the defaults for
what is faulty and says so.
"""

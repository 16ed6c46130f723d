"""What to say when the program itself fails: where it broke, and never a word of a chart."""

from __future__ import annotations


def trouble(error: BaseException) -> str:
    """One sentence about an error nobody foresaw, without its message, which could hold client text."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = "?"
    if place is not None:
        where = f"{place.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{place.tb_lineno}"
    kind = type(error).__name__
    return f"PlanTUI stopped because of an error of its own ({kind} at {where}). Every finished change is stored."

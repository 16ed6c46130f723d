"""Numbers as they are typed and printed: 18, 2.5, -3, 80."""

from __future__ import annotations

from decimal import Decimal

Number = int | float
NUMBER = r"[-−]?[0-9]{1,9}(?:\.[0-9]{1,6})?"
"""Regular expression of one number: up to nine digits and six decimals."""


def number_of(text: str) -> Number:
    """The number a match of ``NUMBER`` stands for; whole numbers are int."""
    value = float(text.replace("−", "-"))
    return int(value) if value == int(value) else value


def print_number(value: Number) -> str:
    """The shortest plain spelling of ``value``, never with an exponent."""
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(float(value))), "f")

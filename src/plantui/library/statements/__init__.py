"""Statements of the library: pages of Markdown, read, compiled, searched and checked."""

from __future__ import annotations

from plantui.library.statements.shelf import Statements, load_statements

__all__ = ["Statements", "load_statements"]

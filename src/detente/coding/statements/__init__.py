"""Statements: somebody's word, with its source, cue and content."""

from __future__ import annotations

from detente.coding.statements.find import find_statements, statement_at

__all__ = ["find_statements", "statement_at"]

"""Expectations: what is scheduled, forecast, demanded, promised or threatened, by when and how likely."""

from detente.coding.expectations.step import find_expectations

__all__ = ["find_expectations"]

"""Detente reads political news and keeps the record that an analyst of a relationship keeps."""

__version__ = "0.1.0"

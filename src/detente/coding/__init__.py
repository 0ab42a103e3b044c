"""From text to records: the steps, each a function over the parsed document."""

from detente.coding.pipeline import Coder

__all__ = ["Coder"]

"""Who is named in a text: states and their parts, organisations, persons, unnamed groups."""

from detente.coding.actors.cast import Cast
from detente.coding.actors.queue import Unknown, unknown_actors
from detente.coding.actors.step import find_actors

__all__ = ["Cast", "Unknown", "find_actors", "unknown_actors"]

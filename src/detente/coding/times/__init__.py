"""Time expressions: found, read as TIMEX3 and EDTF, and tied to the words that they date."""

from detente.coding.times.finding import find_times
from detente.coding.times.governing import add_times, time_of

__all__ = ["add_times", "find_times", "time_of"]

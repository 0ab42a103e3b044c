"""Events: who did what to whom. `find_events` is the step; `anchor_token` finds the word an event hangs on.

How the sides are written down. An event with a direction has its actors in `actors` and those it is done to
in `recipients`. A symmetric one (a meeting, an accord, joint exercises) is written once: of two parties the
one named first is the actor and the other the recipient; of three or more all are actors and there is no
recipient. A span list is empty where its side is understood.
"""

from detente.coding.events.building import anchor_token, find_events

__all__ = ["anchor_token", "find_events"]

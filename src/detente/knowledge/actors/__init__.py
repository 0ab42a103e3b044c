"""Who there is: states, organisations, persons and roles, each with its dates of validity."""

from detente.knowledge.actors.book import ActorBook, load_actors
from detente.knowledge.actors.days import day_of
from detente.knowledge.actors.names import Alias
from detente.knowledge.actors.offices import Term
from detente.knowledge.actors.roles import Role
from detente.knowledge.actors.rows import ActorRow

__all__ = ["ActorBook", "ActorRow", "Alias", "Role", "Term", "day_of", "load_actors"]

-- Which documents name an actor, and how each coding calls its actors: what the listings of a relationship begin
-- with.

CREATE INDEX mentions_actor ON mentions (actor, coding);
CREATE INDEX actors_parts ON actors (coding, id, name, kind, country, parent);

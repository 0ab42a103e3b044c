-- Event streams that others coded (KEDS, ICEWS, POLECAT or a list of one's own): one row an event. Such an
-- event became known on its own day. Parts of an actor follow a dot (RUS.MIL), so that a part rolls up.

CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    scheme TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    imported_at TEXT NOT NULL,
    "rows" INTEGER NOT NULL DEFAULT 0,
    kept INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE stream_events (
    key INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES streams (id),
    line INTEGER NOT NULL,
    date TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    code TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    quad INTEGER NOT NULL,
    goldstein REAL NOT NULL,
    intensity REAL NOT NULL
) STRICT;
CREATE INDEX stream_events_pair ON stream_events (source, target, date);

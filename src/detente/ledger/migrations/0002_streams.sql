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

-- The rows lie in the order in which they are asked for: a dyad's events side by side, by date.
CREATE TABLE stream_events (
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    date TEXT NOT NULL,
    stream INTEGER NOT NULL REFERENCES streams (id),
    line INTEGER NOT NULL,
    code TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    quad INTEGER NOT NULL,
    goldstein REAL NOT NULL,
    intensity REAL NOT NULL,
    PRIMARY KEY (source, target, date, stream, line)
) STRICT, WITHOUT ROWID;

-- What each stream holds between each two actors, summed when it is imported: the list of dyads, and the way
-- from an actor to the parts that its dyads are made of.

CREATE TABLE stream_pairs (
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    quad INTEGER NOT NULL,
    stream INTEGER NOT NULL REFERENCES streams (id),
    events INTEGER NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    goldstein REAL NOT NULL,
    PRIMARY KEY (source, target, quad, stream)
) STRICT, WITHOUT ROWID;
CREATE INDEX stream_pairs_target ON stream_pairs (target);

INSERT INTO stream_pairs
    SELECT source, target, quad, stream, count(*), min(date), max(date), sum(goldstein)
    FROM stream_events GROUP BY source, target, quad, stream;

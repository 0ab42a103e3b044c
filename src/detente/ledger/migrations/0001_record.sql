-- The record of what was read: editions of documents, what was coded out of each, and people's judgements.
-- Days are ISO text (2000-01-25); dates as the records hold them are EDTF text, with their first and last day
-- beside them in *_low and *_high (NULL where open or unknown). Spans are offsets into documents.text.
-- Lists are JSON text.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    ended TEXT,
    version TEXT NOT NULL,
    model TEXT,
    words TEXT NOT NULL DEFAULT ''
) STRICT;

-- One row an edition. `key` names the article whatever its text (its address, path or id); an edited text has
-- the same key and the next edition number. `known` is the day on which the edition became known.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    edition INTEGER NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    title TEXT,
    publication TEXT,
    volume INTEGER,
    issue INTEGER,
    published TEXT,
    published_basis TEXT,
    published_low TEXT,
    published_high TEXT,
    sha256 TEXT NOT NULL,
    body_low INTEGER,
    body_high INTEGER,
    author TEXT,
    url TEXT,
    path TEXT,
    known TEXT NOT NULL,
    read_at TEXT NOT NULL,
    run INTEGER REFERENCES runs (id),
    origin INTEGER,
    coding INTEGER,
    UNIQUE (key, edition)
) STRICT;
CREATE INDEX documents_sha256 ON documents (sha256);
CREATE INDEX documents_known ON documents (known);
CREATE INDEX documents_origin ON documents (origin);

-- One row each time an edition was coded; documents.coding is the one that holds now.
CREATE TABLE codings (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    version TEXT NOT NULL,
    coded_at TEXT NOT NULL,
    run INTEGER REFERENCES runs (id),
    UNIQUE (document, number)
) STRICT;

CREATE TABLE sentences (
    key INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    number INTEGER NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    UNIQUE (coding, number)
) STRICT;

CREATE TABLE times (
    key INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    span_low INTEGER NOT NULL,
    span_high INTEGER NOT NULL,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    edtf TEXT,
    rule TEXT,
    UNIQUE (coding, number)
) STRICT;

-- Actors as the document names them, with their role and parent on its date.
CREATE TABLE actors (
    key INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    parent TEXT,
    role TEXT,
    "rows" TEXT NOT NULL,
    UNIQUE (coding, number)
) STRICT;
CREATE INDEX actors_id ON actors (id);

CREATE TABLE mentions (
    key INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    number INTEGER NOT NULL,
    actor TEXT NOT NULL,
    span_low INTEGER NOT NULL,
    span_high INTEGER NOT NULL,
    how TEXT NOT NULL,
    "row" TEXT,
    UNIQUE (coding, number)
) STRICT;

CREATE TABLE statements (
    key INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    source_actors TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    quoted TEXT NOT NULL,
    outlet TEXT,
    outlet_date TEXT,
    date TEXT,
    addressee_actors TEXT NOT NULL,
    parent TEXT,
    description TEXT,
    rule TEXT,
    date_low TEXT,
    date_high TEXT,
    UNIQUE (coding, number)
) STRICT;

-- Who speaks and to whom. Depth 0 is the actor itself, 1 and more those it is a part of or acts for.
CREATE TABLE statement_parties (
    statement INTEGER NOT NULL REFERENCES statements (key),
    side TEXT NOT NULL CHECK (side IN ('source', 'addressee')),
    actor TEXT NOT NULL,
    depth INTEGER NOT NULL,
    PRIMARY KEY (actor, side, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    key INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    contexts TEXT NOT NULL,
    cameo TEXT,
    intensity REAL NOT NULL,
    actors TEXT NOT NULL,
    recipients TEXT NOT NULL,
    actor_spans TEXT NOT NULL,
    recipient_spans TEXT NOT NULL,
    anchor_low INTEGER NOT NULL,
    anchor_high INTEGER NOT NULL,
    span_low INTEGER NOT NULL,
    span_high INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    date TEXT,
    place TEXT,
    factuality TEXT NOT NULL,
    tense TEXT NOT NULL,
    statement TEXT,
    condition TEXT,
    probability_low REAL,
    probability_high REAL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    date_low TEXT,
    date_high TEXT,
    UNIQUE (coding, number)
) STRICT;
CREATE INDEX events_type ON events (type);
CREATE INDEX events_date ON events (date_low);

CREATE TABLE event_parties (
    event INTEGER NOT NULL REFERENCES events (key),
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    actor TEXT NOT NULL,
    depth INTEGER NOT NULL,
    PRIMARY KEY (actor, side, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_event ON event_parties (event);
CREATE INDEX statement_parties_statement ON statement_parties (statement);

CREATE TABLE conditions (
    key INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    marker TEXT NOT NULL,
    if_ TEXT NOT NULL,
    "then" TEXT NOT NULL,
    if_events TEXT NOT NULL,
    then_events TEXT NOT NULL,
    statement TEXT,
    rule TEXT,
    UNIQUE (coding, number)
) STRICT;

CREATE TABLE expectations (
    key INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    event TEXT,
    span_low INTEGER NOT NULL,
    span_high INTEGER NOT NULL,
    statement TEXT,
    phrase TEXT,
    probability_low REAL,
    probability_high REAL,
    "window" TEXT,
    condition TEXT,
    rule TEXT,
    window_low TEXT,
    window_high TEXT,
    UNIQUE (coding, number)
) STRICT;

CREATE TABLE explanations (
    key INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL REFERENCES codings (id),
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    marker TEXT NOT NULL,
    "of" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    of_events TEXT NOT NULL,
    by_events TEXT NOT NULL,
    statement TEXT,
    factuality TEXT NOT NULL,
    rule TEXT,
    UNIQUE (coding, number)
) STRICT;

-- Judgements are people's decisions about records. They are never deleted: undoing one dates it. The target is
-- named twice, by its id and by what it rests on (sha256 of the text, and a fingerprint of the record), so that
-- it is found again after a re-run has numbered the records anew.
CREATE TABLE judgements (
    id INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'reject', 'correct', 'merge', 'split', 'grade')),
    target TEXT NOT NULL,
    sha256 TEXT,
    fingerprint TEXT,
    field TEXT,
    value TEXT,
    reason TEXT NOT NULL DEFAULT '',
    undone_at TEXT,
    undone_by TEXT
) STRICT;
CREATE INDEX judgements_target ON judgements (sha256, fingerprint);

-- The text of each sentence that holds now, for search; the words themselves are kept once, in documents.
CREATE VIEW sentence_texts AS
    SELECT s.key AS key, substr(d.text, s.low + 1, s.high - s.low) AS text
    FROM sentences AS s JOIN codings AS c ON c.id = s.coding JOIN documents AS d ON d.id = c.document;
CREATE VIRTUAL TABLE sentence_search USING fts5 (
    text, content = 'sentence_texts', content_rowid = 'key', tokenize = "unicode61 remove_diacritics 2"
);

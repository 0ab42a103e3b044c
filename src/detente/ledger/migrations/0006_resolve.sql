-- A judgement may also say what became of an expectation or a condition (`resolve`). SQLite cannot change a CHECK,
-- so the table is made anew.

CREATE TABLE judgements_new (
    id INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'reject', 'correct', 'merge', 'split', 'grade', 'resolve')),
    target TEXT NOT NULL,
    sha256 TEXT,
    fingerprint TEXT,
    field TEXT,
    value TEXT,
    reason TEXT NOT NULL DEFAULT '',
    undone_at TEXT,
    undone_by TEXT,
    other_sha256 TEXT,
    other_fingerprint TEXT
) STRICT;
INSERT INTO judgements_new SELECT id, made_at, author, kind, target, sha256, fingerprint, field, value, reason,
    undone_at, undone_by, other_sha256, other_fingerprint FROM judgements;
DROP TABLE judgements;
ALTER TABLE judgements_new RENAME TO judgements;
CREATE INDEX judgements_target ON judgements (sha256, fingerprint);

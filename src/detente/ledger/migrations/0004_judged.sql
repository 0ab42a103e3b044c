-- A judged coding is the coder's own with people's judgements applied. It can be made anew at any time: `judged`
-- names the coding it comes from, and judged_records says which judgements bear on which record.

ALTER TABLE codings ADD COLUMN judged INTEGER REFERENCES codings (id);

CREATE TABLE judged_records (
    coding INTEGER NOT NULL REFERENCES codings (id),
    record TEXT NOT NULL,
    judgement INTEGER NOT NULL REFERENCES judgements (id),
    PRIMARY KEY (coding, record, judgement)
) STRICT, WITHOUT ROWID;

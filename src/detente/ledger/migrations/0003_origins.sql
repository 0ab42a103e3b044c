-- Which articles are printings of the same text: MinHash signatures, and their bands for finding neighbours.
-- Signatures are compared only where `algorithm` is the same.

CREATE TABLE signatures (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    algorithm TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE bands (
    band INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (id),
    PRIMARY KEY (band, hash, document)
) STRICT, WITHOUT ROWID;

-- From a record to its document, as search goes.
CREATE INDEX documents_coding ON documents (coding);

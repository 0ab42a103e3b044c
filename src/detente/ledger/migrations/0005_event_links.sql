-- A judgement that two reports tell of the same event, or of different ones, rests on two records: what the
-- second is known by, whatever its number in a later coding.

ALTER TABLE judgements ADD COLUMN other_sha256 TEXT;
ALTER TABLE judgements ADD COLUMN other_fingerprint TEXT;

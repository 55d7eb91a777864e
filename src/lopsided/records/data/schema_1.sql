-- The first layout of a dossier. `body` holds the JSON line of records/jsonl.py; the columns beside it are for finding it.
-- A later layout is a file schema_2.sql that changes this one; a file once released is never edited.
CREATE TABLE documents (
    position BIGINT PRIMARY KEY,
    document VARCHAR NOT NULL UNIQUE,
    digest VARCHAR NOT NULL UNIQUE,
    published VARCHAR,
    body VARCHAR NOT NULL
);
CREATE TABLE records (
    position BIGINT NOT NULL,
    document VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    actors VARCHAR[] NOT NULL,
    body VARCHAR NOT NULL
);
CREATE TABLE stories (position BIGINT NOT NULL, id VARCHAR NOT NULL, body VARCHAR NOT NULL);
CREATE TABLE checks (position BIGINT NOT NULL, figure VARCHAR NOT NULL, body VARCHAR NOT NULL);
CREATE TABLE rulings (figure VARCHAR PRIMARY KEY, ruling VARCHAR NOT NULL, note VARCHAR NOT NULL);
CREATE TABLE set_aside (name VARCHAR PRIMARY KEY, reason VARCHAR NOT NULL);

CREATE VIEW statements AS
SELECT id, document, body->>'speaker' AS speaker, body->>'role' AS role, body->>'affiliation' AS affiliation,
    body->>'form' AS form, body->>'text' AS text
FROM records WHERE kind = 'statement' ORDER BY position;
CREATE VIEW events AS
SELECT id, document, body->>'type' AS type, body->>'source' AS source, body->>'target' AS target,
    body->>'date' AS date, body->>'mode' AS mode, body->>'text' AS text
FROM records WHERE kind = 'event' ORDER BY position;
CREATE VIEW figures AS
SELECT id, document, CAST(body->>'value' AS DOUBLE) AS value, body->>'unit' AS unit, body->>'quantity' AS quantity,
    body->>'subject' AS subject, body->>'exporter' AS exporter, body->>'importer' AS importer,
    body->>'commodity' AS commodity, body->>'period' AS period, body->>'text' AS text
FROM records WHERE kind = 'figure' ORDER BY position;
CREATE VIEW commitments AS
SELECT id, document, body->>'parties' AS parties, body->>'what' AS what, body->>'status' AS status, body->>'text' AS text
FROM records WHERE kind = 'commitment' ORDER BY position;

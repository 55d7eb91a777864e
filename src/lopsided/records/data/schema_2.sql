-- What reading many documents needs: the signature by which copies of a document are found (NULL: not worked out yet; empty:
-- it is a copy itself, or too short), the bytes of what was set aside, and what stories and checks were made from.
ALTER TABLE documents ADD COLUMN signature BLOB;
ALTER TABLE set_aside ADD COLUMN digest VARCHAR DEFAULT '';
CREATE TABLE gathered (documents BIGINT NOT NULL, records BIGINT NOT NULL, maker VARCHAR NOT NULL);

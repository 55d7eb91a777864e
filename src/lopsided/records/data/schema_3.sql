-- What was set aside is told apart by its place (the file, with the number of the article in it): two files of one name in
-- two folders are two. Rows from before have no place, and go by their name as they did.
CREATE TABLE set_aside_by_place (
    place VARCHAR NOT NULL DEFAULT '',
    name VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    digest VARCHAR NOT NULL DEFAULT '',
    PRIMARY KEY (place, name)
);
INSERT INTO set_aside_by_place SELECT '', name, reason, coalesce(digest, '') FROM set_aside;
DROP TABLE set_aside;
ALTER TABLE set_aside_by_place RENAME TO set_aside;

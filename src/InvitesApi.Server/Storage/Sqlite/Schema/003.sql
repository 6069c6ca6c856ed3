-- Who did what, appended only. `hash` chains each entry to the one before: docs/audit.md. An empty text stands for none.

INSERT INTO setting (name, value) VALUES ('audit_genesis', randomblob(32));

CREATE TABLE audit_entry (
  number  INTEGER PRIMARY KEY,    -- 1, 2, 3 …, none left out
  at      INTEGER NOT NULL,
  actor   TEXT NOT NULL,
  action  TEXT NOT NULL,
  host    TEXT NOT NULL,
  subject TEXT NOT NULL,          -- the id of a key, or a hash that designates an invite: never its token
  detail  TEXT NOT NULL,          -- JSON
  hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Against mistakes: who means harm drops them, and the hashes tell.
CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_entry
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM audit_entry)
BEGIN SELECT RAISE(ABORT, 'audit entries are appended only'); END;

CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are appended only'); END;

CREATE TRIGGER audit_entry_remains BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are appended only'); END;

-- Who did what, appended only. `hash` chains each entry to the one before: docs/audit.md. An empty text stands for none.

INSERT INTO invitesapi_setting (name, value) VALUES ('audit_genesis', randomblob(32));

CREATE TABLE invitesapi_audit (
  number  INTEGER PRIMARY KEY,    -- 1, 2, 3 …, none left out
  at      INTEGER NOT NULL,
  actor   TEXT NOT NULL,
  action  TEXT NOT NULL,
  host    TEXT NOT NULL,
  subject TEXT NOT NULL,          -- the id of a key, or a hash that designates an invite: never its token
  detail  TEXT NOT NULL,          -- JSON
  hash    BLOB NOT NULL CHECK (length(hash) = 32)
);

-- Against mistakes: who means harm drops them, and the hashes tell.
CREATE TRIGGER invitesapi_audit_follows BEFORE INSERT ON invitesapi_audit
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM invitesapi_audit)
BEGIN SELECT RAISE(ABORT, 'audit entries are appended only'); END;

CREATE TRIGGER invitesapi_audit_stays BEFORE UPDATE ON invitesapi_audit
BEGIN SELECT RAISE(ABORT, 'audit entries are appended only'); END;

CREATE TRIGGER invitesapi_audit_remains BEFORE DELETE ON invitesapi_audit
BEGIN SELECT RAISE(ABORT, 'audit entries are appended only'); END;

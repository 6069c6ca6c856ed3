-- What Prosody's table has no place for of a key: a row from its first use, or its first limit, on. `limits` is a JSON document. `name`,
-- `allowed_methods` and `created_at` are those of a removed key, of which Prosody's table has nothing any more.
CREATE TABLE invitesapi_key (
  number          INTEGER PRIMARY KEY,
  host            TEXT NOT NULL,
  id              TEXT NOT NULL,
  name            TEXT,
  allowed_methods INTEGER,
  created_at      INTEGER,
  limits          TEXT,
  disabled_at     INTEGER,
  removed_at      INTEGER,
  previous_hash   BLOB,
  previous_until  INTEGER,
  invites         INTEGER NOT NULL DEFAULT 0,
  last_used_at    INTEGER,
  last_address    TEXT
);

CREATE UNIQUE INDEX invitesapi_key_in_use ON invitesapi_key (host, id) WHERE removed_at IS NULL;

-- The invites of keys that have a limit on pending ones.
CREATE TABLE invitesapi_counted_invite (
  invite INTEGER PRIMARY KEY REFERENCES invitesapi_invite (number) ON DELETE CASCADE,
  key    INTEGER NOT NULL REFERENCES invitesapi_key (number)
);

CREATE INDEX invitesapi_counted_invite_of ON invitesapi_counted_invite (key);

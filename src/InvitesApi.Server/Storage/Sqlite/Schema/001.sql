-- Times are seconds since 1970-01-01T00:00:00Z. Numbers of rows are never shown to anyone.

CREATE TABLE setting (
  name  TEXT NOT NULL PRIMARY KEY,
  value ANY
) STRICT, WITHOUT ROWID;

-- What makes the tokens of invites random to the world. It is made with the file and never changes.
INSERT INTO setting (name, value) VALUES ('token_secret', randomblob(16));

CREATE TABLE virtual_host (
  number INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE
) STRICT;

-- A removed key keeps its row: invites name it as their source.
CREATE TABLE api_key (
  number          INTEGER PRIMARY KEY,
  host            INTEGER NOT NULL REFERENCES virtual_host (number),
  id              TEXT NOT NULL,
  name            TEXT,
  token_hash      BLOB NOT NULL CHECK (length(token_hash) = 32),
  allowed_methods INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  removed_at      INTEGER
) STRICT;

CREATE UNIQUE INDEX api_key_in_use ON api_key (host, id) WHERE removed_at IS NULL;

-- Appended only, and found by number through the token itself; so there is no index.
CREATE TABLE invite (
  number     INTEGER PRIMARY KEY,
  nonce      BLOB NOT NULL,
  kind       INTEGER NOT NULL,
  host       INTEGER NOT NULL REFERENCES virtual_host (number),
  key        INTEGER REFERENCES api_key (number),
  created_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT;

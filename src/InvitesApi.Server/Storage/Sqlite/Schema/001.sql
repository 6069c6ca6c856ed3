-- Times are seconds since 1970-01-01T00:00:00Z. Numbers of rows are never shown to anyone.

CREATE TABLE setting (
  name  TEXT NOT NULL PRIMARY KEY,
  value ANY
) STRICT, WITHOUT ROWID;

-- What makes the tokens of invites random to the world. It is made with the file and never changes.
INSERT INTO setting (name, value) VALUES ('token_secret', randomblob(16));

-- link_base and link_template are what the server that served the host last makes links of, so that shells can show them.
CREATE TABLE virtual_host (
  number        INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,
  link_base     TEXT,
  link_template TEXT
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

-- Appended, and found by number through the token itself; so there is no index on tokens. What most invites lack comes last: NULL
-- takes one byte. `groups` and `roles` are JSON arrays of texts.
CREATE TABLE invite (
  number       INTEGER PRIMARY KEY,
  nonce        BLOB,              -- NULL: the token came from elsewhere, see foreign_token
  kind         INTEGER NOT NULL,
  host         INTEGER NOT NULL REFERENCES virtual_host (number),
  key          INTEGER REFERENCES api_key (number),
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,           -- NULL: never
  max_uses     INTEGER,           -- NULL: no limit
  uses         INTEGER NOT NULL DEFAULT 0,
  revoked_at   INTEGER,
  username     TEXT,              -- the preset name of the account, or whose password is to be set
  contact      TEXT,              -- whose contact the holder becomes
  registration INTEGER,           -- 1: a contact invite that lets its holder make an account too
  groups       TEXT,
  roles        TEXT,
  note         TEXT,
  source       TEXT               -- who made it, where no key did
) STRICT;

-- A preset name is reserved while its invite lives.
CREATE INDEX invite_username ON invite (host, username) WHERE username IS NOT NULL;

CREATE TABLE foreign_token (
  token  TEXT NOT NULL PRIMARY KEY,
  invite INTEGER NOT NULL UNIQUE REFERENCES invite (number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A use that has begun: it counts in invite.uses already. Who began it ends it, or whoever finds it after its time. No number is given
-- twice, so that who comes late ends nobody else's.
CREATE TABLE reservation (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  invite   INTEGER NOT NULL REFERENCES invite (number) ON DELETE CASCADE,
  host     INTEGER NOT NULL REFERENCES virtual_host (number),
  username TEXT NOT NULL,
  until    INTEGER NOT NULL,
  UNIQUE (host, username)
) STRICT;

-- What became of an invite after it was made, appended only: the invite itself says who made it and when.
CREATE TABLE invite_event (
  number   INTEGER PRIMARY KEY,
  invite   INTEGER NOT NULL REFERENCES invite (number) ON DELETE CASCADE,
  action   INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  username TEXT                   -- the account that was made, or whose password was set
) STRICT;

CREATE INDEX invite_event_of ON invite_event (invite);

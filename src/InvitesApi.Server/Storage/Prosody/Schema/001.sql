-- Beside Prosody's own table, which has no place for this. Times are seconds since 1970-01-01T00:00:00Z. No STRICT here: Prosody may run on a
-- SQLite before 3.37, which could then not open the file at all.

CREATE TABLE invitesapi_setting (
  name  TEXT NOT NULL PRIMARY KEY,
  value
) WITHOUT ROWID;

INSERT INTO invitesapi_setting (name, value) VALUES ('schema_version', 1);

-- What the server that served the host last makes links of, so that shells can show them.
CREATE TABLE invitesapi_host (
  name          TEXT NOT NULL PRIMARY KEY,
  link_base     TEXT NOT NULL,
  link_template TEXT NOT NULL
) WITHOUT ROWID;

-- Every invite that was made here or seen in Prosody's table. `groups` and `roles` are JSON arrays of texts.
CREATE TABLE invitesapi_invite (
  number       INTEGER PRIMARY KEY,
  token        TEXT NOT NULL UNIQUE,
  host         TEXT NOT NULL,
  kind         INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,           -- NULL: never
  max_uses     INTEGER,           -- NULL: no limit
  uses         INTEGER NOT NULL DEFAULT 0,
  revoked_at   INTEGER,
  username     TEXT,              -- the preset name of the account, or whose password is to be set
  contact      TEXT,              -- whose contact the holder becomes
  registration INTEGER NOT NULL,  -- 1: a contact invite that lets its holder make an account too
  groups       TEXT,
  roles        TEXT,
  note         TEXT,
  source       TEXT,
  standing     INTEGER NOT NULL   -- 1: it has rows in Prosody's table; where they are gone, Prosody has used it
);

CREATE INDEX invitesapi_invite_created ON invitesapi_invite (created_at, number);

-- A preset name is reserved while its invite lives.
CREATE INDEX invitesapi_invite_username ON invitesapi_invite (host, username) WHERE username IS NOT NULL;

-- A use that has begun: it counts in invitesapi_invite.uses already. `token` stands in Prosody's table meanwhile, for this one account.
CREATE TABLE invitesapi_reservation (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  invite   INTEGER NOT NULL REFERENCES invitesapi_invite (number) ON DELETE CASCADE,
  token    TEXT NOT NULL UNIQUE,
  host     TEXT NOT NULL,
  username TEXT NOT NULL,
  until    INTEGER NOT NULL,
  UNIQUE (host, username)
);

CREATE INDEX invitesapi_reservation_of ON invitesapi_reservation (invite);

CREATE TABLE invitesapi_event (
  number   INTEGER PRIMARY KEY,
  invite   INTEGER NOT NULL REFERENCES invitesapi_invite (number) ON DELETE CASCADE,
  action   INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  username TEXT
);

CREATE INDEX invitesapi_event_of ON invitesapi_event (invite);

-- What a key is limited to, as a JSON document (KeyLimitsDocument): the rules read it as a whole, and most keys have none. The previous token of
-- one that was reset is good for a while.
ALTER TABLE api_key ADD COLUMN limits TEXT;
ALTER TABLE api_key ADD COLUMN disabled_at INTEGER;
ALTER TABLE api_key ADD COLUMN previous_hash BLOB CHECK (length(previous_hash) = 32);
ALTER TABLE api_key ADD COLUMN previous_until INTEGER;

-- What a key was used for: a row from its first use on, beside the key, so that the keys' pages stay as they are.
CREATE TABLE key_use (
  key          INTEGER PRIMARY KEY REFERENCES api_key (number),
  invites      INTEGER NOT NULL,
  last_used_at INTEGER,
  last_address TEXT
) STRICT;

INSERT INTO key_use (key, invites, last_used_at) SELECT key, count(*), max(created_at) FROM invite WHERE key IS NOT NULL GROUP BY key;

-- The invites of keys that have a limit on pending ones. Others need no index, which would cost every invite.
CREATE TABLE counted_invite (
  invite INTEGER PRIMARY KEY REFERENCES invite (number) ON DELETE CASCADE,
  key    INTEGER NOT NULL REFERENCES api_key (number)
) STRICT;

CREATE INDEX counted_invite_of ON counted_invite (key);

-- Where the invites of a key begin: who looks for all of them reads none of those before.
ALTER TABLE api_key ADD COLUMN first_invite INTEGER NOT NULL DEFAULT 0;

-- Imported invites whose key is not there, to be found when it comes. All others are left out, and cost nothing.
CREATE INDEX invite_of_missing_key ON invite (host, source) WHERE nonce IS NULL AND key IS NULL AND source IS NOT NULL;

UPDATE invite SET key = api_key.number
FROM api_key
WHERE invite.nonce IS NULL AND invite.key IS NULL AND invite.host = api_key.host AND invite.source = 'api/token/' || api_key.id
  AND api_key.removed_at IS NULL;

INSERT INTO counted_invite (invite, key)
SELECT invite.number, invite.key FROM invite JOIN api_key ON api_key.number = invite.key
WHERE invite.nonce IS NULL AND api_key.limits LIKE '%"max_pending":%'
ON CONFLICT DO NOTHING;

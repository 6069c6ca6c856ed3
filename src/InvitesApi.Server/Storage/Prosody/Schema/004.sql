-- Invites that were imported count for the keys that they name.
INSERT INTO invitesapi_counted_invite (invite, key)
SELECT invite.number, key.number
FROM invitesapi_key AS key JOIN invitesapi_invite AS invite ON invite.host = key.host AND invite.source = 'api/token/' || key.id
WHERE key.removed_at IS NULL AND key.limits LIKE '%"max_pending":%'
ON CONFLICT DO NOTHING;

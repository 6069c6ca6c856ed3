-- Lets Prosody wait while another program writes to its SQLite file. Without it, a write that meets a lock fails at once.
--
--   plugin_paths = { "/path/to/contrib/prosody" }
--   modules_enabled = { ...; "sqlite_busy_timeout" }
--   sqlite_busy_timeout = 10  -- seconds; this is the default

local milliseconds = math.floor(module:get_option_number("sqlite_busy_timeout", 10) * 1000);

local function set_timeout(engine)
	engine:transaction(function ()
		for _ in engine:select("PRAGMA busy_timeout = " .. milliseconds) do end -- luacheck: ignore 542
		return true;
	end);
end

-- A connection that was lost is made again, so the time-out is set whenever there is a new one: before the encoding is asked for, which is
-- the first thing that needs a lock.
local function watch(engine)
	if engine.waits_for_locks or engine.params.driver ~= "SQLite3" then return; end
	engine.waits_for_locks = true;
	local set_encoding = engine.set_encoding;
	function engine:set_encoding(...)
		set_timeout(self);
		return set_encoding(self, ...);
	end
	if engine.conn then
		set_timeout(engine);
	end
end

module:open_store(); -- by now the storage is loaded, and with it what it connects by
for _, engine in pairs(module:shared("/*/sql/connections")) do
	watch(engine);
end

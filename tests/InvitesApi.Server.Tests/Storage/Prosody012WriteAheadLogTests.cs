using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public sealed class Prosody012WriteAheadLogTests() : ProsodyInviteDatabaseTests(ProsodyStorage.Layout012, "wal");

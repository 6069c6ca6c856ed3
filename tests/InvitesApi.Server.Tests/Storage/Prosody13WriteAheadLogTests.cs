using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public sealed class Prosody13WriteAheadLogTests() : ProsodyInviteDatabaseTests(ProsodyStorage.Layout13, "wal");

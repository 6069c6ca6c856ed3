using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public sealed class Prosody13RollbackJournalTests() : ProsodyInviteDatabaseTests(ProsodyStorage.Layout13, "delete");

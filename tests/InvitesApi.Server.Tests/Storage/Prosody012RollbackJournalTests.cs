using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

public sealed class Prosody012RollbackJournalTests() : ProsodyInviteDatabaseTests(ProsodyStorage.Layout012, "delete");

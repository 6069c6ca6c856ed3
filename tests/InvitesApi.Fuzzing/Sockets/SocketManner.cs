namespace InvitesApi.Fuzzing.Sockets;

/// <summary>How a client sends.</summary>
internal enum SocketManner
{
    /// <summary>All at once, and it waits for the answer.</summary>
    Patient,

    /// <summary>In two pieces.</summary>
    InPieces,

    /// <summary>All at once, and it says that no more will come.</summary>
    HalfClosed,

    /// <summary>All at once, and it goes without an answer.</summary>
    Abandoned,
}

namespace InvitesApi.Server.Xmpp;

/// <summary>Why a stream can't go on.</summary>
internal enum XmppFailure
{
    /// <summary>There was no connection to be had.</summary>
    Unreachable,

    /// <summary>The server did not prove who it is, or offers no encryption.</summary>
    NotTrusted,

    /// <summary>The server ended the stream with an error.</summary>
    StreamError,

    /// <summary>What came is no XMPP, or beyond the limits.</summary>
    Malformed,

    /// <summary>The connection ended.</summary>
    Closed,
}

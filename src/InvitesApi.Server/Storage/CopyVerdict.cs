namespace InvitesApi.Server.Storage;

/// <summary>What became of an invite that was handed over from elsewhere.</summary>
public enum CopyVerdict
{
    /// <summary>It was stored.</summary>
    Added,

    /// <summary>An invite with its token is there already, in whatever state.</summary>
    Present,

    /// <summary>A pending invite has its preset name already.</summary>
    NameReserved,

    /// <summary>The database belongs to a server that does not have its host.</summary>
    HostUnknown,
}

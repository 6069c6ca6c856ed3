namespace InvitesApi.Server.Certificates;

/// <summary>Which certificate a virtual host has.</summary>
/// <param name="Name">The name that HTTP calls it by.</param>
/// <param name="Options">Where the certificate is; null: it has none.</param>
internal sealed record HostCertificate(string Name, CertificateOptions? Options);

using InvitesApi.Server.Faults;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Certificates;

/// <summary>The certificate of a host, which is read again when its files change. A new one that is no good does not replace the old one.</summary>
internal sealed partial class CertificateSlot
{
    private readonly CertificateOptions _options;
    private readonly string _host;
    private readonly TimeProvider _time;
    private volatile LoadedCertificate _current;
    private string _tried;
    private string _seen;
    private string _complaint = string.Empty;

    /// <summary>Reads the certificate for the first time.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="host">The name that HTTP calls the host by.</param>
    /// <param name="time">What tells the time.</param>
    /// <exception cref="InviteException">One of the <c>Certificate…</c> faults.</exception>
    public CertificateSlot(CertificateOptions options, string host, TimeProvider time)
    {
        _options = options;
        _host = host;
        _time = time;
        _current = options.Certificate is { } certificate
            ? CertificateReader.Take(certificate, host, time.GetUtcNow())
            : Read();
        _tried = _seen = _current.Fingerprint;
    }

    /// <summary>Where it is.</summary>
    public CertificateOptions Options => _options;

    /// <summary>The file that the private key is in; null: in none, or it is gone.</summary>
    public string? KeyFile
    {
        get
        {
            try
            {
                return _options.Certificate is null ? CertificateFiles.Find(_options, _host).KeyFile : null;
            }
            catch (InviteException)
            {
                return null;
            }
        }
    }

    /// <summary>The certificate that is in use.</summary>
    public LoadedCertificate Current => _current;

    /// <summary>
    /// Looks whether the files have changed, and takes what is new once they have been the same for two looks: they may be written one after
    /// the other. What is wrong with them is logged once.
    /// </summary>
    public void Renew(ILogger log)
    {
        if (_options.Certificate is not null)
        {
            return;
        }

        try
        {
            string fingerprint = CertificateReader.Fingerprint(CertificateFiles.Find(_options, _host));
            bool rested = fingerprint == _seen;
            _seen = fingerprint;
            if (rested && fingerprint != _tried)
            {
                _current = Read();
                _tried = fingerprint; // only now: a certificate that is not yet good may be so at the next look
                _complaint = string.Empty;
                LogRenewed(log, _host, _current.Certificate.NotAfter.ToUniversalTime());
            }
        }
        catch (Exception fault) // whatever it was: it would end the process, as nobody waits for a timer
        {
            if (fault.Message != _complaint)
            {
                LogKept(log, _host, fault.Message);
            }

            _complaint = fault.Message;
        }
    }

    private LoadedCertificate Read() =>
        CertificateReader.Read(CertificateFiles.Find(_options, _host), _options, _host, _time.GetUtcNow());

    [LoggerMessage(LogLevel.Information, "The certificate of {Host} was renewed; the new one is good until {End:u}.")]
    private static partial void LogRenewed(ILogger log, string host, DateTime end);

    [LoggerMessage(LogLevel.Error, "The new certificate of {Host} can't be used; the old one stays in use. {Reason}")]
    private static partial void LogKept(ILogger log, string host, string reason);
}

using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portainer.Startup;

/// <summary>
/// The certificate that HTTPS is served with. Each handshake looks at its files, so a renewed one is taken without a restart;
/// while new files cannot be used (half written, key of the old one) the old certificate goes on.
/// </summary>
internal sealed partial class HttpsCertificate
{
    private readonly Lock _lock = new();
    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly ILogger _logger;
    private SslStreamCertificateContext _current;
    private (DateTime Certificate, DateTime Key) _stamp;

    /// <exception cref="StartException">The files cannot be read, are not PEM, or do not belong together.</exception>
    public HttpsCertificate(string certificateFile, string keyFile, ILogger logger)
    {
        (_certificateFile, _keyFile, _logger) = (certificateFile, keyFile, logger);
        _stamp = Stamp();
        _current = Load();
    }

    public SslStreamCertificateContext Current()
    {
        lock (_lock)
        {
            var stamp = Stamp();
            if (stamp != _stamp)
            {
                _stamp = stamp;
                TryRenew();
            }

            return _current;
        }
    }

    /// <summary>The SHA-256 fingerprint as browsers show it: pairs of hexadecimal digits between colons.</summary>
    public static string Fingerprint(X509Certificate2 certificate) =>
        string.Join(':', certificate.GetCertHash(HashAlgorithmName.SHA256).Select(octet => $"{octet:X2}"));

    private void TryRenew()
    {
        try
        {
            _current = Load();
            LogRenewed(Fingerprint(_current.TargetCertificate));
        }
        catch (StartException failure)
        {
            LogKept(failure.Message);
        }
    }

    private SslStreamCertificateContext Load()
    {
        var certificate = StartFile.Read("sslcert", _certificateFile);
        var key = StartFile.Read("sslkey", _keyFile);
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificate);
            return SslStreamCertificateContext.Create(WithKey(certificate, key), chain, offline: true);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new StartException(
                $"HTTPS cannot be served with --sslcert {_certificateFile} and --sslkey {_keyFile}: they must be a PEM certificate and its unencrypted private key ({failure.Message})");
        }
    }

    // Windows cannot serve with a key that was never in a key store.
    private static X509Certificate2 WithKey(string certificate, string key)
    {
        var served = X509Certificate2.CreateFromPem(certificate, key);
        return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(served.Export(X509ContentType.Pkcs12), password: null) : served;
    }

    // Of a file that is missing just now: the year 1601.
    private (DateTime Certificate, DateTime Key) Stamp() => (File.GetLastWriteTimeUtc(_certificateFile), File.GetLastWriteTimeUtc(_keyFile));

    [LoggerMessage(4, LogLevel.Information, "HTTPS is served with a renewed certificate, SHA-256 fingerprint {Fingerprint}.")]
    private partial void LogRenewed(string fingerprint);

    [LoggerMessage(5, LogLevel.Warning, "The certificate files have changed but cannot be used, so HTTPS goes on with the old certificate. {Reason}")]
    private partial void LogKept(string reason);
}

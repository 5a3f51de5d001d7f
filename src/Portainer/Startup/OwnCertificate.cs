using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portainer.Startup;

/// <summary>
/// A self-signed certificate in the data folder, for HTTPS without a certificate of one's own. It is made once and kept, so that
/// a browser's exception for it holds, and made anew at a start shortly before it ends.
/// </summary>
internal sealed partial class OwnCertificate(string dataFolder, TimeProvider time, ILogger logger)
{
    /// <summary>The longest that all browsers accept.</summary>
    private const int ValidDays = 825;
    private const int RenewDays = 30;

    private readonly string _folder = Path.Combine(dataFolder, "https");

    public string CertificateFile => Path.Combine(_folder, "cert.pem");

    public string KeyFile => Path.Combine(_folder, "key.pem");

    /// <exception cref="StartException">The folder cannot be written.</exception>
    public void EnsureMade()
    {
        try
        {
            using var known = File.Exists(CertificateFile) && File.Exists(KeyFile) ? X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile) : null;
            using var certificate = known is null || known.NotAfter.ToUniversalTime() < time.GetUtcNow().UtcDateTime.AddDays(RenewDays) ? Make() : null;
            LogFingerprint(HttpsCertificate.Fingerprint(certificate ?? known!));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartException($"The self-signed certificate in {_folder} cannot be used or made: {failure.Message} Remove that folder to have a new one made, or give --sslcert and --sslkey.");
        }
    }

    private X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Portainer for .NET", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(Names());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], critical: false)); // server authentication
        var now = time.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(ValidDays - 1));
        Directory.CreateDirectory(_folder);
        Write(KeyFile, key.ExportPkcs8PrivateKeyPem());
        Write(CertificateFile, certificate.ExportCertificatePem());
        return certificate;
    }

    private static X509Extension Names()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        if (Uri.CheckHostName(Environment.MachineName) == UriHostNameType.Dns)
        {
            names.AddDnsName(Environment.MachineName);
        }

        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return names.Build();
    }

    private static void Write(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(file); // An existing file would keep its mode.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.WriteLine(text);
    }

    [LoggerMessage(6, LogLevel.Information, "HTTPS is served with a self-signed certificate: before you trust it, compare the SHA-256 fingerprint that your browser shows with {Fingerprint}.")]
    private partial void LogFingerprint(string fingerprint);
}

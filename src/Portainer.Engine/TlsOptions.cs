using System.Security.Cryptography.X509Certificates;

namespace Portainer.Engine;

/// <summary>TLS towards an engine (<c>docker --tlsverify --tlscacert --tlscert --tlskey</c>).</summary>
public sealed record TlsOptions
{
    /// <summary>Who may sign the server's certificate; null trusts the system's authorities.</summary>
    public X509Certificate2Collection? CertificateAuthorities { get; init; }

    /// <summary>With its private key; null when the engine asks for none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Accept any server certificate.</summary>
    public bool SkipServerVerification { get; init; }

    /// <summary>The name the certificate must carry; null is the host of the endpoint.</summary>
    public string? ServerName { get; init; }

    /// <summary>From PEM texts, any of which may be missing.</summary>
    /// <exception cref="ArgumentException">A text is not what it should be; the message says which.</exception>
    public static TlsOptions FromPem(string? caPem, string? certPem, string? keyPem, bool skipServer = false) => new()
    {
        CertificateAuthorities = string.IsNullOrWhiteSpace(caPem) ? null : ReadAuthorities(caPem),
        ClientCertificate = ReadClient(certPem, keyPem),
        SkipServerVerification = skipServer,
    };

    private static X509Certificate2Collection ReadAuthorities(string pem)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (System.Security.Cryptography.CryptographicException exception)
        {
            throw new ArgumentException($"The CA certificate cannot be read: {exception.Message}", nameof(pem), exception);
        }

        return authorities.Count > 0
            ? authorities
            : throw new ArgumentException("The CA certificate is not PEM: there is no BEGIN CERTIFICATE in it.", nameof(pem));
    }

    private static X509Certificate2? ReadClient(string? certPem, string? keyPem)
    {
        if (string.IsNullOrWhiteSpace(certPem) && string.IsNullOrWhiteSpace(keyPem))
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(certPem) || string.IsNullOrWhiteSpace(keyPem))
        {
            throw new ArgumentException("A client certificate needs both its certificate and its private key.", nameof(certPem));
        }

        try
        {
            var certificate = X509Certificate2.CreateFromPem(certPem, keyPem);
            // Windows cannot use a key that was never in a key store.
            return OperatingSystem.IsWindows()
                ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null)
                : certificate;
        }
        catch (Exception exception) when (exception is System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            throw new ArgumentException(
                $"The client certificate and its key cannot be read, or do not belong together: {exception.Message}", nameof(certPem), exception);
        }
    }
}

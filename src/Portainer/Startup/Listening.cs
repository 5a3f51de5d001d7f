using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Portainer.Startup;

/// <summary>Addresses and certificate of the web server.</summary>
internal static class Listening
{
    public static void Listen(this KestrelServerOptions kestrel, StartOptions options)
    {
        kestrel.AddServerHeader = false;
        options.Http?.Open(kestrel, _ => { });
        if (options.Https is { } https)
        {
            var certificate = Certificate(options.CertificateFile!, options.CertificateKeyFile!);
            https.Open(kestrel, listen => listen.UseHttps(certificate));
        }
    }

    /// <exception cref="StartException">The files cannot be read, are not PEM, or do not belong together.</exception>
    internal static HttpsConnectionAdapterOptions Certificate(string certificateFile, string keyFile)
    {
        var certificate = StartFile.Read("sslcert", certificateFile);
        var key = StartFile.Read("sslkey", keyFile);
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificate);
            return new() { ServerCertificate = X509Certificate2.CreateFromPem(certificate, key), ServerCertificateChain = chain };
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new StartException(
                $"HTTPS cannot be served with --sslcert {certificateFile} and --sslkey {keyFile}: they must be a PEM certificate and its unencrypted private key ({failure.Message})");
        }
    }
}

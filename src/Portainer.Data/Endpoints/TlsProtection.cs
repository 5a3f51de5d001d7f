using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Portainer.Data.Endpoints;

/// <summary>Encrypts the TLS columns, each under its own purpose, so that a value moved to another column does not decrypt.</summary>
internal sealed class TlsProtection(IDataProtectionProvider provider)
{
    private readonly IDataProtector _ca = provider.CreateProtector("Portainer.endpoints.tls_ca");
    private readonly IDataProtector _cert = provider.CreateProtector("Portainer.endpoints.tls_cert");
    private readonly IDataProtector _key = provider.CreateProtector("Portainer.endpoints.tls_key");

    internal sealed record Columns(string? TlsCa, string? TlsCert, string? TlsKey);

    internal Columns Protect(EndpointTls tls) =>
        new(Protect(_ca, tls.CaPem), Protect(_cert, tls.CertPem), Protect(_key, tls.KeyPem));

    internal EndpointTls Unprotect(TlsMode mode, Columns columns)
    {
        try
        {
            return new EndpointTls
            {
                Mode = mode,
                CaPem = Unprotect(_ca, columns.TlsCa),
                CertPem = Unprotect(_cert, columns.TlsCert),
                KeyPem = Unprotect(_key, columns.TlsKey),
            };
        }
        catch (CryptographicException)
        {
            return new EndpointTls
            {
                Mode = mode,
                UnreadableCause =
                    "The stored TLS certificates cannot be decrypted with the keys in the data folder (keys/): " +
                    "restore that folder from a backup, or upload the certificates again.",
            };
        }
    }

    private static string? Protect(IDataProtector protector, string? clear) => clear is null ? null : protector.Protect(clear);

    private static string? Unprotect(IDataProtector protector, string? cipher) => cipher is null ? null : protector.Unprotect(cipher);
}

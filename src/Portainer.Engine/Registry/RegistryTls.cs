using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Portainer.Engine;

/// <summary>Checks a registry's certificate against the system's authorities and one of its own, as the engines do, and remembers why it was refused.</summary>
internal sealed class RegistryTls(RegistryClientOptions options)
{
    private readonly X509Certificate2Collection? _authorities = TlsOptions.FromPem(options.CaPem, null, null).CertificateAuthorities;

    /// <summary>Null: no certificate was refused.</summary>
    public RegistryFailure? Refusal { get; private set; }

    /// <summary>The names that the refused certificate is for.</summary>
    public string Names { get; private set; } = "";

    public SslClientAuthenticationOptions Authentication => new()
    {
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = Accept,
    };

    private bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = null;
        if (errors == SslPolicyErrors.None || options.SkipVerify)
        {
            return true;
        }

        var server = certificate as X509Certificate2;
        var own = server is null ? X509ChainStatusFlags.PartialChain : Status(server, chain);
        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0 || own == X509ChainStatusFlags.NoError)
        {
            if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0)
            {
                return true;
            }

            (Refusal, Names) = (RegistryFailure.WrongName, NamesOf(server));
            return false;
        }

        Refusal = own == X509ChainStatusFlags.NotTimeValid ? RegistryFailure.CertificateExpired : RegistryFailure.UntrustedAuthority;
        return false;
    }

    private X509ChainStatusFlags Status(X509Certificate2 server, X509Chain? sent)
    {
        if (_authorities is null)
        {
            return Flags(sent);
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(server) ? X509ChainStatusFlags.NoError : Flags(chain);
    }

    private static X509ChainStatusFlags Flags(X509Chain? chain) =>
        chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.PartialChain;

    private static string NamesOf(X509Certificate2? certificate)
    {
        var names = certificate?.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select((IPAddress address) => address.ToString())))
            .ToArray() ?? [];
        return names.Length > 0
            ? $"it is for {string.Join(", ", names)}"
            : $"it carries no subject alternative names, only {certificate?.Subject}, which nobody reads any more";
    }
}

using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Portainer.Engine;

/// <summary>One TLS handshake; remembers why the server's certificate was refused.</summary>
internal sealed class TlsHandshake(EngineConnector connector, TlsOptions options)
{
    private ConnectionFailure? _refusal;

    public async Task<Stream> WrapAsync(Stream transport, CancellationToken cancellationToken)
    {
        var stream = new SslStream(transport, leaveInnerStreamOpen: false);
        try
        {
            return await EngineConnector.OwnAsync(stream, async () =>
            {
                await stream.AuthenticateAsClientAsync(Authentication(), cancellationToken);
                return stream;
            });
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            throw ConnectionFailures.Create(await ReasonAsync(exception, cancellationToken), connector.Address, exception, options);
        }
    }

    private async Task<ConnectionFailure> ReasonAsync(Exception exception, CancellationToken cancellationToken) => _refusal switch
    {
        { } refusal => refusal,
        _ when ConnectionFailures.IsCertificateAlert(exception) => ConnectionFailure.ClientCertificateRequired,
        _ when await TlsProbe.SpeaksPlainHttpAsync(connector, cancellationToken) => ConnectionFailure.PlainExpected,
        _ => ConnectionFailure.Broken,
    };

    private SslClientAuthenticationOptions Authentication()
    {
        var authentication = new SslClientAuthenticationOptions
        {
            TargetHost = options.ServerName ?? connector.Address.Host,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = Accept,
        };
        if (options.ClientCertificate is { } certificate)
        {
            // A context sends the certificate even when the server's list of authorities does not name its issuer.
            authentication.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        }

        if (options.CertificateAuthorities is { } authorities)
        {
            authentication.CertificateChainPolicy = OnlyTrusting(authorities);
        }

        return authentication;
    }

    private static X509ChainPolicy OnlyTrusting(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None || options.SkipServerVerification)
        {
            return true;
        }

        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        _refusal = (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == 0 ? ConnectionFailure.WrongHostName
            : status == X509ChainStatusFlags.NotTimeValid ? ConnectionFailure.ServerCertificateExpired
            : ConnectionFailure.UntrustedServer;
        return false;
    }
}

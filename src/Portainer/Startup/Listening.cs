using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Portainer.Gateway;

namespace Portainer.Startup;

/// <summary>Addresses and certificate of the web server.</summary>
internal static class Listening
{
    public static void Listen(this KestrelServerOptions kestrel, StartOptions options)
    {
        kestrel.AddServerHeader = false;
        options.Http?.Open(kestrel, listen => listen.Use(TakeoverConnection.Over));
        if (options.Https is { } https)
        {
            var certificate = Certificate(options, kestrel.ApplicationServices);
            https.Open(kestrel, listen => listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current() }),
            }).Use(TakeoverConnection.Over));
        }
    }

    /// <exception cref="StartException">The files cannot be read, are not PEM, or do not belong together.</exception>
    private static HttpsCertificate Certificate(StartOptions options, IServiceProvider services)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(Preparation.LogCategory);
        if (options is { CertificateFile: { } certificate, CertificateKeyFile: { } key })
        {
            return new(certificate, key, logger);
        }

        var own = new OwnCertificate(options.DataFolder, services.GetRequiredService<TimeProvider>(), logger);
        own.EnsureMade();
        return new(own.CertificateFile, own.KeyFile, logger);
    }
}

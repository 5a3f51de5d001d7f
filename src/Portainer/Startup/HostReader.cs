using Portainer.Data.Endpoints;

namespace Portainer.Startup;

/// <summary>Reads <c>-H</c> and its TLS flags into the endpoint <c>primary</c>.</summary>
internal sealed class HostReader(StartArguments given)
{
    private static readonly string[] TlsFiles = ["tlscacert", "tlscert", "tlskey"];

    public NewEndpoint? Read()
    {
        var tls = Tls();
        if (given["host"] is not { } url)
        {
            return tls.Mode == TlsMode.None ? null : throw Wrong("--tlsverify and --tlsskipverify belong to --host: give its URL too.");
        }

        try
        {
            return new("primary", EndpointRules.NormalizeUrl(url)) { Tls = tls };
        }
        catch (InvalidEndpointException failure)
        {
            throw Wrong($"--host: {failure.Message}");
        }
    }

    private static StartException Wrong(string sentence) => new(sentence, StartException.WrongUsage);

    private EndpointTls Tls()
    {
        var (verify, skip) = (given.IsOn("tlsverify"), given.IsOn("tlsskipverify"));
        if (!verify && !skip)
        {
            return Array.Find(TlsFiles, given.Has) is { } orphan
                ? throw Wrong($"--{orphan} has no effect without --tlsverify or --tlsskipverify: give one of them.")
                : EndpointTls.None;
        }

        var (certificate, key) = (Pem("tlscert", "cert.pem"), Pem("tlskey", "key.pem"));
        if (certificate is null != key is null)
        {
            throw Wrong("--tlscert and --tlskey belong together: give both or none.");
        }

        return new()
        {
            Mode = (skip, certificate is null) switch
            {
                (true, true) => TlsMode.SkipVerification,
                (true, false) => TlsMode.ClientOnly,
                (false, true) => TlsMode.VerifyServer,
                (false, false) => TlsMode.Mutual,
            },
            CaPem = skip ? null : Pem("tlscacert", "ca.pem"),
            CertPem = certificate,
            KeyPem = key,
        };
    }

    /// <summary>The file the flag names, else Portainer's default place if something is there.</summary>
    private string? Pem(string flag, string file)
    {
        var usual = $"/certs/{file}";
        return given[flag] is { } path
            ? StartFile.Read(flag, path)
            : File.Exists(usual) ? StartFile.Read(flag, usual) : null;
    }
}

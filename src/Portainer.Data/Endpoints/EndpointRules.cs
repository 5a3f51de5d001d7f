namespace Portainer.Data.Endpoints;

/// <summary>What an endpoint must look like to be stored. Whether an engine answers there is the engine client's business.</summary>
public static class EndpointRules
{
    private const string UrlForms = "Write unix:///var/run/docker.sock, npipe:////./pipe/docker_engine, tcp://host:port or host:port.";
    private static readonly string[] Schemes = ["unix", "npipe", "tcp"];

    /// <summary>Trims the URL, lowers its scheme, and gives <c>host:port</c> the scheme <c>tcp</c>.</summary>
    /// <exception cref="InvalidEndpointException">It has no form we know.</exception>
    public static string NormalizeUrl(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var text = url.Trim();
        if (text.Length == 0 || text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            throw Invalid(text, UrlForms);
        }

        var split = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = split < 0 ? "tcp" : text[..split].ToLowerInvariant();
        var rest = split < 0 ? text : text[(split + 3)..];
        if (!Schemes.Contains(scheme))
        {
            throw Invalid(text, $"The scheme {scheme} is not one an engine is reached by. {UrlForms}");
        }

        return scheme == "tcp" ? $"tcp://{NormalizeHost(text, rest)}" : $"{scheme}://{RequirePath(text, rest)}";
    }

    internal static string NormalizeName(string name) =>
        Names.Trim(name) ?? throw new InvalidEndpointException(nameof(DockerEndpoint.Name), "Give the endpoint a name of 1 to 100 characters.");

    /// <summary>Keeps the material the mode uses and drops the rest: no secret is stored that nobody needs.</summary>
    internal static EndpointTls NormalizeTls(EndpointTls tls)
    {
        var verifies = tls.Mode is TlsMode.VerifyServer or TlsMode.Mutual;
        var proves = tls.Mode is TlsMode.ClientOnly or TlsMode.Mutual;
        if (proves && (string.IsNullOrWhiteSpace(tls.CertPem) || string.IsNullOrWhiteSpace(tls.KeyPem)))
        {
            throw new InvalidEndpointException(
                nameof(DockerEndpoint.Tls), "This TLS mode needs a client certificate (cert.pem) and its key (key.pem).");
        }

        return new EndpointTls
        {
            Mode = tls.Mode,
            CaPem = verifies ? NullWhenBlank(tls.CaPem) : null,
            CertPem = proves ? tls.CertPem : null,
            KeyPem = proves ? tls.KeyPem : null,
        };
    }

    private static string? NullWhenBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string NormalizeHost(string text, string rest)
    {
        var host = rest.TrimEnd('/');
        if (host.Contains('@', StringComparison.Ordinal))
        {
            throw new InvalidEndpointException(nameof(DockerEndpoint.Url), "An endpoint URL carries no user name or password.");
        }

        return Uri.TryCreate($"tcp://{host}", UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.PathAndQuery is "" or "/"
            ? host
            : throw Invalid(text, UrlForms);
    }

    private static string RequirePath(string text, string rest) =>
        rest.StartsWith('/') && rest.Length > 1 ? rest : throw Invalid(text, UrlForms);

    private static InvalidEndpointException Invalid(string url, string advice) =>
        new(nameof(DockerEndpoint.Url), url.Length == 0 ? $"Give the endpoint a URL. {advice}" : $"“{url}” is not an endpoint URL. {advice}");
}

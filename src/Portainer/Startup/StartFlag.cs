namespace Portainer.Startup;

/// <summary>One option: its command-line names, its environment names, and what it means.</summary>
/// <param name="Name">Long name without the dashes.</param>
/// <param name="Value">What the value stands for in the help; null when the flag is a switch.</param>
/// <param name="Help">One line.</param>
internal sealed record StartFlag(string Name, string? Value, string Help)
{
    public static readonly IReadOnlyList<StartFlag> All =
    [
        new("bind", "ADDRESS", "HTTP address: :9000 (default), 9000, 127.0.0.1:9000, [::1]:9000") { Short = 'p' },
        new("bind-https", "ADDRESS", "HTTPS address (default :9443), served with --sslcert and --sslkey, or without them with a self-signed certificate kept in the data folder"),
        new("sslcert", "FILE", "certificate (PEM, with its chain) for HTTPS"),
        new("sslkey", "FILE", "private key (PEM, not encrypted) for HTTPS"),
        new("http-disabled", null, "serve HTTPS only"),
        new("data", "FOLDER", "what the product remembers (default: /data when it is there and writable, else $XDG_DATA_HOME/portainer or ~/.local/share/portainer)") { Short = 'd' },
        new("host", "URL", "engine to manage from the start as endpoint “primary”: unix:///var/run/docker.sock, tcp://host:2376, npipe:////./pipe/docker_engine") { Short = 'H' },
        new("tlsverify", null, "TLS to --host, verified with --tlscacert"),
        new("tlsskipverify", null, "TLS to --host without verifying the engine"),
        new("tlscacert", "FILE", "certificate authority of --host (default /certs/ca.pem when it is there)"),
        new("tlscert", "FILE", "our certificate for --host (default /certs/cert.pem when it is there)"),
        new("tlskey", "FILE", "our private key for --host (default /certs/key.pem when it is there)"),
        new("admin-password", "HASH", "hash of the first administrator's password (bcrypt, as htpasswd -nbB makes it)") { IsSecret = true },
        new("admin-password-file", "FILE", "file that holds the first administrator's password in clear"),
        new("setup-token", "TOKEN", "token that the set-up page asks for, instead of a random one printed in the log") { IsSecret = true },
        new("no-setup-token", null, "let anybody who reaches the set-up page first become administrator"),
        new("base-url", "PATH", "path below which a reverse proxy publishes the product, such as /portainer") { Short = 'b' },
        new("trusted-origins", "URLS", "origins, separated by commas, that may post forms: a reverse proxy that changes the Host header needs this") { AlsoEnvironment = "TRUSTED_ORIGINS" },
        new("logo", "URL", "picture shown instead of the logo"),
        new("hide-label", "NAME=VALUE", "hide containers that carry the label; may be repeated (environment: separated by commas)") { Short = 'l', Repeats = true },
        new("log-level", "LEVEL", "DEBUG, INFO (default), WARN or ERROR"),
        new("log-mode", "MODE", "PRETTY (default), NOCOLOR or JSON"),
        new("version", null, "print the version and end") { HasEnvironment = false },
        new("help", null, "print this and end") { Short = 'h', HasEnvironment = false },
    ];

    public char? Short { get; init; }

    public bool Repeats { get; init; }

    /// <summary>The value never appears in a message.</summary>
    public bool IsSecret { get; init; }

    public bool HasEnvironment { get; init; } = true;

    public string? AlsoEnvironment { get; init; }

    public bool IsSwitch => Value is null;

    public string Environment => $"PORTAINER_{Name.Replace('-', '_').ToUpperInvariant()}";

    public override string ToString() => $"--{Name}";
}

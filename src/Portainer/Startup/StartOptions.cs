using Portainer.Data.Endpoints;

namespace Portainer.Startup;

/// <summary>What was asked for at start, checked. Names follow Portainer's.</summary>
internal sealed record StartOptions
{
    /// <summary>Text to print instead of starting (<c>--help</c>, <c>--version</c>).</summary>
    public string? Answer { get; init; }

    /// <summary>Null with <c>--http-disabled</c>.</summary>
    public ListenAddress? Http { get; init; } = new(null, 9000);

    /// <summary>Null unless an address or a certificate is given.</summary>
    public ListenAddress? Https { get; init; }

    /// <summary>Null: a self-signed certificate of our own.</summary>
    public string? CertificateFile { get; init; }

    public string? CertificateKeyFile { get; init; }

    public required string DataFolder { get; init; }

    /// <summary>Npgsql connection string from <c>PORTAINER_POSTGRES</c>; null means SQLite in the data folder.</summary>
    public string? PostgresConnection { get; init; }

    /// <summary>The endpoint <c>primary</c> of <c>-H</c>; null when the first person to sign in chooses.</summary>
    public NewEndpoint? Primary { get; init; }

    public AdminCredential? Administrator { get; init; }

    public bool RequiresSetupToken { get; init; } = true;

    /// <summary>Null: make one and print it.</summary>
    public string? SetupToken { get; init; }

    /// <summary>Empty, or <c>/path</c> without a slash at its end.</summary>
    public string BasePath { get; init; } = "";

    /// <summary>As <c>scheme://host[:port]</c>.</summary>
    public IReadOnlyList<string> TrustedOrigins { get; init; } = [];

    public string? Logo { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> HiddenLabels { get; init; } = [];

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    public LogMode LogMode { get; init; }

    /// <exception cref="StartException">Something given is wrong; the message says what.</exception>
    public static StartOptions Parse(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var given = StartArguments.Read(arguments, environment);
        if (given.IsOn("help"))
        {
            return new() { Answer = StartHelp.Text, DataFolder = "" };
        }

        return given.IsOn("version")
            ? new() { Answer = $"Portainer for .NET {ProductVersion.Text}", DataFolder = "" }
            : new StartReader(given, environment).Read();
    }

    /// <summary>Some of the values are secrets, so none is printed.</summary>
    public override string ToString() => nameof(StartOptions);
}

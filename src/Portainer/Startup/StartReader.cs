using Portainer.Access;

namespace Portainer.Startup;

/// <summary>Interprets and checks what was given; everything it refuses, it refuses in a sentence.</summary>
internal sealed class StartReader(StartArguments given, Func<string, string?> environment)
{
    public StartOptions Read()
    {
        Exclude("admin-password", "admin-password-file");
        Exclude("setup-token", "no-setup-token");
        var tls = given.Has("sslcert") || given.Has("sslkey");
        if (tls && !(given.Has("sslcert") && given.Has("sslkey")))
        {
            throw Wrong("--sslcert and --sslkey belong together: give both or none.");
        }

        return new()
        {
            Http = given.IsOn("http-disabled") ? null : ListenAddress.Parse("bind", given["bind"] ?? ":9000"),
            Https = Https(tls),
            CertificateFile = given["sslcert"],
            CertificateKeyFile = given["sslkey"],
            DataFolder = given["data"] ?? DefaultFolder.Choose(environment),
            PostgresConnection = NullWhenEmpty(environment("PORTAINER_POSTGRES")),
            Primary = new HostReader(given).Read(),
            Administrator = Administrator(),
            RequiresSetupToken = !given.IsOn("no-setup-token"),
            SetupToken = SetupToken(),
            BasePath = BasePath(given["base-url"] ?? "/"),
            TrustedOrigins = [.. (given["trusted-origins"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Origin)],
            Logo = NullWhenEmpty(given["logo"]),
            HiddenLabels = [.. given.All("hide-label").Select(Label)],
            LogLevel = Level(given["log-level"]),
            LogMode = Mode(given["log-mode"]),
        };
    }

    private static StartException Wrong(string sentence) => new(sentence, StartException.WrongUsage);

    private static string? NullWhenEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string BasePath(string text)
    {
        var path = text.TrimEnd('/');
        return path.Length == 0 || (path[0] == '/' && Uri.TryCreate($"http://host{path}", UriKind.Absolute, out var uri) && uri.AbsolutePath == path)
            ? path
            : throw Wrong($"--base-url cannot be “{text}”: write a path such as /portainer.");
    }

    private static string Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && uri.UserInfo == ""
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw Wrong($"--trusted-origins cannot hold “{text}”: write full origins such as https://portainer.example.com, separated by commas.");

    private static KeyValuePair<string, string> Label(string text) => text.Split('=', 2) is [{ Length: > 0 } name, var value]
        ? new(name, value)
        : throw Wrong($"--hide-label cannot be “{text}”: write name=value.");

    private static LogLevel Level(string? text) => text?.ToUpperInvariant() switch
    {
        null or "INFO" => LogLevel.Information,
        "DEBUG" => LogLevel.Debug,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        _ => throw Wrong($"--log-level cannot be “{text}”: write DEBUG, INFO, WARN or ERROR."),
    };

    private static LogMode Mode(string? text) => text?.ToUpperInvariant() switch
    {
        null or "PRETTY" => LogMode.Pretty,
        "NOCOLOR" => LogMode.NoColor,
        "JSON" => LogMode.Json,
        _ => throw Wrong($"--log-mode cannot be “{text}”: write PRETTY, NOCOLOR or JSON."),
    };

    private void Exclude(string one, string other)
    {
        if (given.Has(one) && given.Has(other))
        {
            throw Wrong($"--{one} and --{other} exclude each other: give one of them.");
        }
    }

    private ListenAddress? Https(bool tls) => tls || given.Has("bind-https") || given.IsOn("http-disabled")
        ? ListenAddress.Parse("bind-https", given["bind-https"] ?? ":9443")
        : null;

    private AdminCredential? Administrator()
    {
        if (given["admin-password"] is { } hash)
        {
            return PasswordHashes.IsKnown(hash)
                ? new(hash, null)
                : throw Wrong("--admin-password takes a bcrypt hash, such as `htpasswd -nbB admin PASSWORD | cut -d: -f2` prints; a shell expands its dollar signs unless it stands in single quotes. For a password in clear use --admin-password-file.");
        }

        if (given["admin-password-file"] is not { } file)
        {
            return null;
        }

        var password = StartFile.Read("admin-password-file", file).TrimEnd('\r', '\n');
        return password.Length > 0 ? new(null, password) : throw new StartException($"The file {file} of --admin-password-file is empty.");
    }

    private string? SetupToken() => given["setup-token"] switch
    {
        null => null,
        { Length: < 8 } => throw Wrong("--setup-token is too short: give at least 8 characters."),
        var token => token,
    };
}

namespace Portainer.Testing;

/// <summary>The private lab that <c>tests/run</c> (or <c>tests/lab up</c>) started: real engines, certificates, a database, a browser.</summary>
public static class Lab
{
    /// <summary>Unix socket of the Docker 20.10 engine (API 1.41), with the test images loaded.</summary>
    public static string Docker => Read("PORTAINER_TEST_DOCKER");

    /// <summary>Unix socket of the Docker 28.5 engine (API 1.51).</summary>
    public static string Docker28 => Read("PORTAINER_TEST_DOCKER_28");

    /// <summary>Unix socket of podman's Docker-compatible API.</summary>
    public static string Podman => Read("PORTAINER_TEST_PODMAN");

    /// <summary>Address at which ports published by the Docker 20.10 engine are reached.</summary>
    public static string DockerAddress => Read("PORTAINER_TEST_DOCKER_ADDRESS");

    /// <summary>This machine as the engines see it: an address that is not loopback.</summary>
    public static string HostAddress => DockerAddress[..DockerAddress.LastIndexOf('.')] + ".1";

    /// <summary>host:port at which the Docker 20.10 engine asks for mutual TLS.</summary>
    public static string Tls => Read("PORTAINER_TEST_TLS");

    /// <summary>host:port of the same engine by a name its certificate does not carry.</summary>
    public static string TlsOtherName => Read("PORTAINER_TEST_TLS_OTHER_NAME");

    /// <summary>host:port that swallows every packet.</summary>
    public static string Blackhole => Read("PORTAINER_TEST_BLACKHOLE");

    /// <summary>Npgsql connection string of an empty database; tests make databases of their own beside it.</summary>
    public static string Postgres => Read("PORTAINER_TEST_POSTGRES");

    /// <summary>A registry with TLS by the lab's CA and a password; the engines trust it. host:port.</summary>
    public static LabRegistry Registry => new(Read("PORTAINER_TEST_REGISTRY"), User, Password, RegistryCa);

    /// <summary>The same registry by a name for which no engine knows the CA.</summary>
    public static LabRegistry UntrustedRegistry => new(Read("PORTAINER_TEST_REGISTRY_UNTRUSTED"), User, Password, RegistryCa);

    /// <summary>A registry without TLS or password, which the engines accept as insecure.</summary>
    public static LabRegistry PlainRegistry => new(Read("PORTAINER_TEST_REGISTRY_PLAIN"), "", "", "");

    /// <summary>Path of the browser.</summary>
    public static string Chromium => Read("PORTAINER_TEST_CHROMIUM");

    /// <summary>The state folder: <c>certs/</c>, <c>certs/client/{ca,cert,key}.pem</c>, <c>certs/foreign-ca/</c>, the <c>lab</c> script.</summary>
    public static string Folder => Read("PORTAINER_TEST_LAB");

    /// <summary>Text of a certificate file, for example <c>client/cert.pem</c>.</summary>
    public static string Certificate(string name) => File.ReadAllText(Path.Combine(Folder, "certs", name));

    /// <summary>One more engine for tests that kill, freeze or cut it off (see <c>tests/lab</c> for the options).</summary>
    public static async Task<LabEngine> StartEngineAsync(string name, params string[] options)
    {
        var answer = await RunAsync(["engine-up", name, .. options]);
        var parts = answer.Split(' ', StringSplitOptions.TrimEntries);
        return new LabEngine(name, parts[0], parts[1]);
    }

    /// <summary>Runs a verb of <c>tests/lab</c> and returns what it printed.</summary>
    public static Task<string> RunAsync(params string[] arguments) => Command.RunAsync(Path.Combine(Folder, "lab"), arguments);

    /// <summary>The docker client: the newest the lab has, whatever is on the path.</summary>
    public static string Client => Read("PORTAINER_TEST_DOCKER_CLI");

    /// <summary>Runs the docker client against a unix socket.</summary>
    public static Task<string> DockerAsync(string socket, params string[] arguments) =>
        Command.RunAsync(Client, ["--config", Path.Combine(Folder, "docker-config"), "-H", $"unix://{socket}", .. arguments]);

    private static string User => Read("PORTAINER_TEST_REGISTRY_USER");

    private static string Password => Read("PORTAINER_TEST_REGISTRY_PASSWORD");

    private static string RegistryCa => Read("PORTAINER_TEST_REGISTRY_CA");

    private static string Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{variable} is not set: this test needs the lab. Run tests/run, or source <(tests/lab env).");
}

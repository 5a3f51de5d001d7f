using System.Runtime.CompilerServices;
using Portainer.Testing;

namespace Portainer.Tests.Streaming;

/// <summary>The browser modules' own tests, so that every run of the suites runs them too.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task Modules_TypesAndTests_Pass()
    {
        var client = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "src", "Portainer", "client");
        await Command.RunAsync("npm", "--prefix", client, "--silent", "run", "check");
        await Command.RunAsync("npm", "--prefix", client, "--silent", "test");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}

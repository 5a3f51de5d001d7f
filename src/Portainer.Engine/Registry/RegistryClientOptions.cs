using System.Text;
using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>How a registry is reached and who asks.</summary>
/// <param name="Host">host or host:port; docker.io for Docker Hub.</param>
public sealed record RegistryClientOptions(string Host)
{
    /// <summary>Empty: nobody in particular.</summary>
    public string UserName { get; init; } = "";

    [JsonIgnore]
    public string? Password { get; init; }

    /// <summary>Who may sign its certificate besides the system's authorities, as PEM.</summary>
    public string? CaPem { get; init; }

    /// <summary>Accept any certificate.</summary>
    public bool SkipVerify { get; init; }

    /// <summary>It has no TLS.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>Of one request.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    internal bool HasAccount => UserName.Length > 0 && !string.IsNullOrEmpty(Password);

    // Docker Hub's name in images is not where its registry answers.
    internal string Authority => Host == ImageReference.DockerHub ? "registry-1.docker.io" : Host;

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Host = ").Append(Host).Append(", UserName = ").Append(UserName);
        return true;
    }
}

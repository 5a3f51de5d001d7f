using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>Who we are at a registry. Never log it.</summary>
public sealed class AuthConfig
{
    [JsonPropertyName("username")]
    public string? Username { get; set; }

    [JsonPropertyName("password")]
    public string? Password { get; set; }

    [JsonPropertyName("email")]
    public string? Email { get; set; }

    /// <summary>Host of the registry, or https://index.docker.io/v1/ for Docker Hub.</summary>
    [JsonPropertyName("serveraddress")]
    public string? ServerAddress { get; set; }

    /// <summary>A refresh token, in place of a password.</summary>
    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; set; }

    /// <summary>A bearer token that is passed on to the registry.</summary>
    [JsonPropertyName("registrytoken")]
    public string? RegistryToken { get; set; }

    /// <summary>The X-Registry-Auth header. Without an account it is an empty object: engines refuse a push that lacks the header.</summary>
    internal static (string Name, string Value) Header(AuthConfig? auth) => ("X-Registry-Auth", Encode(auth ?? new()));

    /// <summary>The X-Registry-Config header of a build: accounts by registry host.</summary>
    internal static (string Name, string Value) Header(IReadOnlyDictionary<string, AuthConfig> registries) =>
        ("X-Registry-Config", Encode(new Dictionary<string, AuthConfig>(registries)));

    // Go's base64.URLEncoding: padded.
    private static string Encode<T>(T value) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(value, EngineJson.Of<T>())).Replace('+', '-').Replace('/', '_');
}

/// <summary>What a registry said to a log-in.</summary>
public sealed class AuthResponse
{
    public string Status { get; set; } = "";

    /// <summary>Use it in place of the password from now on; empty where the registry hands none out.</summary>
    public string IdentityToken { get; set; } = "";
}

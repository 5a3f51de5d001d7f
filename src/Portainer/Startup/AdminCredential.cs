namespace Portainer.Startup;

/// <summary>The first administrator's password, either hashed or in clear; never printed.</summary>
internal sealed record AdminCredential(string? Hash, string? Password)
{
    public override string ToString() => "(not shown)";
}

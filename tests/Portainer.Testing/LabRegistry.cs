namespace Portainer.Testing;

/// <summary>A registry of the lab. It starts empty; tests push under names of their own.</summary>
/// <param name="Address">host:port, as it begins an image's name.</param>
/// <param name="User">Empty when it asks for none.</param>
/// <param name="Password">Of that user.</param>
/// <param name="CaFile">Path of the CA's certificate; empty without TLS.</param>
public sealed record LabRegistry(string Address, string User, string Password, string CaFile)
{
    /// <summary>A repository no other test uses.</summary>
    public string NewRepository(string name = "test") => $"{Address}/{name}/{Guid.NewGuid():N}";
}

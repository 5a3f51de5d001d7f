namespace Portainer.Data.Registries;

/// <summary>What was typed for a registry cannot be saved; <see cref="Field"/> is the property at fault.</summary>
public sealed class InvalidRegistryException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}

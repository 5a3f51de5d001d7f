namespace Portainer.Data.Endpoints;

/// <summary>What was typed for an endpoint cannot be saved; <see cref="Field"/> is the property at fault.</summary>
public sealed class InvalidEndpointException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}

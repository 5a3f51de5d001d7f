using Portainer.Access;

namespace Portainer.Registries;

/// <summary>A registry account cannot be used or saved as it is.</summary>
/// <param name="field">The draft's property at fault; empty for none in particular.</param>
internal sealed class RegistryAccountException(string message, string field = "") : TellableException(message)
{
    public string Field { get; } = field;
}

/// <summary>No such registry account (any more).</summary>
internal sealed class RegistryNotFoundException(int id) : TellableException($"There is no registry account {id} (any more). Choose another, or none.");

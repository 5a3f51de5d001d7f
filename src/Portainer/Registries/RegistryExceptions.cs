using Portainer.Access;

namespace Portainer.Registries;

/// <summary>A registry account cannot be used or saved as it is.</summary>
internal sealed class RegistryAccountException(string message, string field = "") : FieldException(message, field);

/// <summary>No such registry account (any more).</summary>
internal sealed class RegistryNotFoundException(int id) : TellableException($"There is no registry account {id} (any more). Choose another, or none.");

namespace Portainer.Data;

/// <summary>Somebody else changed or removed the row since it was read; read it again and repeat the change.</summary>
public sealed class ConcurrencyException(string message) : RefusedChangeException(message);

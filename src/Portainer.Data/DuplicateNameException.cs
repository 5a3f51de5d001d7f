namespace Portainer.Data;

/// <summary>Another row already has this name (names differ in more than upper and lower case).</summary>
public sealed class DuplicateNameException(string message) : RefusedChangeException(message);

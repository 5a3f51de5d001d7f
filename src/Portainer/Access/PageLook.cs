namespace Portainer.Access;

/// <summary>What the pages outside the shell need to know of the start options.</summary>
/// <param name="Base">Base path with a slash at its end.</param>
internal sealed record PageLook(string Base, string? Logo);

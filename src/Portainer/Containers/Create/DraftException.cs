using Portainer.Access;

namespace Portainer.Containers.Create;

/// <summary>A field of the form cannot be what was typed; nothing was sent.</summary>
internal sealed class DraftException(string property, string sentence) : TellableException(sentence)
{
    /// <summary>The property of <see cref="ContainerDraft"/>.</summary>
    public string Property => property;
}

namespace Portainer.Containers.Create;

/// <summary>Links of the default bridge: inspect writes "/redis:/web/cache", the create call wants "redis:cache".</summary>
internal static class LegacyLinks
{
    public static IList<string>? FromInspect(IList<string>? links) => links is null ? null : [.. links.Select(FromInspect)];

    private static string FromInspect(string link)
    {
        var split = link.IndexOf(':', StringComparison.Ordinal);
        return split < 0 || !link.StartsWith('/')
            ? link
            : $"{link[1..split]}:{link[(link.LastIndexOf('/') + 1)..]}";
    }
}

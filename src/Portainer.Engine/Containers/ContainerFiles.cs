using System.Text.Json;

namespace Portainer.Engine;

/// <summary><c>docker commit</c>.</summary>
public sealed class CommitContainerChangesParameters
{
    public string ContainerID { get; set; } = "";

    /// <summary>Null leaves the image without a name.</summary>
    public string? RepositoryName { get; set; }

    public string? Tag { get; set; }

    public string? Comment { get; set; }

    public string? Author { get; set; }

    /// <summary>Null: yes.</summary>
    public bool? Pause { get; set; }

    /// <summary>Instructions of a Dockerfile: CMD, ENV, EXPOSE, LABEL and the like.</summary>
    public IList<string>? Changes { get; set; }
}

public sealed class CommitContainerChangesResponse
{
    /// <summary>Of the new image.</summary>
    public string ID { get; set; } = "";
}

public sealed class ContainersPruneResponse
{
    /// <summary>Ids.</summary>
    public IList<string> ContainersDeleted { get; set; } = [];

    /// <summary>Bytes.</summary>
    public long SpaceReclaimed { get; set; }
}

/// <summary>Where an archive goes.</summary>
public sealed class ContainerPathStatParameters
{
    /// <summary>A folder that exists.</summary>
    public string Path { get; set; } = "";

    /// <summary>A file of the archive may take the place of a folder, and the other way round.</summary>
    public bool AllowOverwriteDirWithFile { get; set; }

    /// <summary>Everything belongs to the container's own user, instead of to whom the archive says by number.</summary>
    public bool CopyUIDGID { get; set; }
}

/// <summary>A path of a container as a tar. Dispose it to end the request.</summary>
public sealed record GetArchiveFromContainerResponse(ContainerPathStat Stat, Stream Stream) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}

/// <summary>What a path in a container is.</summary>
public sealed class ContainerPathStat
{
    private const uint Directory = 1u << 31;
    private const uint Symlink = 1u << 27;

    public string Name { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>Go's FileMode: permissions in the low nine bits, the kind in the high ones.</summary>
    public uint Mode { get; set; }

    public DateTimeOffset? Mtime { get; set; }

    /// <summary>Where a symbolic link points, resolved within the container.</summary>
    public string LinkTarget { get; set; } = "";

    public bool IsDirectory => (Mode & Directory) != 0;

    public bool IsSymlink => (Mode & Symlink) != 0;
}

/// <summary>The header that a path's description comes in: base64 JSON.</summary>
internal static class ContainerPathStatHeader
{
    public static ContainerPathStat Read(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("X-Docker-Container-Path-Stat", out var values))
        {
            return new();
        }

        // Docker writes the usual alphabet, Podman that of URLs.
        var text = values.First().Replace('-', '+').Replace('_', '/');
        return JsonSerializer.Deserialize(Convert.FromBase64String(text), EngineJson.Of<ContainerPathStat>()) ?? new();
    }
}

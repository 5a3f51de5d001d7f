namespace Portainer.Engine;

/// <summary>One thing BuildKit tells about a build.</summary>
public abstract record BuildKitEvent;

/// <summary>A step; told again whenever it changes.</summary>
/// <param name="Digest">Names the step in the other events.</param>
/// <param name="Name">As <c>docker build</c> prints it: "[2/3] RUN make".</param>
/// <param name="Error">Why it failed, or empty.</param>
public sealed record BuildKitVertex(
    string Digest, string Name, bool IsCached, DateTimeOffset? Started, DateTimeOffset? Completed, string Error) : BuildKitEvent;

/// <summary>How far a part of a step is, such as a layer that is pulled.</summary>
/// <param name="Current">Bytes.</param>
/// <param name="Total">Bytes; 0 where it is not known.</param>
public sealed record BuildKitStatus(
    string Id, string Vertex, string Name, long Current, long Total, DateTimeOffset? Started, DateTimeOffset? Completed) : BuildKitEvent;

/// <summary>Output of a step, as it came: not whole lines.</summary>
public sealed record BuildKitLog(string Vertex, bool IsStderr, ReadOnlyMemory<byte> Text) : BuildKitEvent;

/// <summary>What BuildKit thinks of the Dockerfile.</summary>
/// <param name="Url">Where it is explained, or empty.</param>
public sealed record BuildKitWarning(string Vertex, string Text, string Url) : BuildKitEvent;

/// <summary>An item that is no trace: the image's ID (in its Aux), or the error the build ended with.</summary>
public sealed record BuildKitMessage(JSONMessage Message) : BuildKitEvent;

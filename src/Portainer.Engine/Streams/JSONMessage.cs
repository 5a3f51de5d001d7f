using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portainer.Engine;

/// <summary>
/// One item of what an engine tells while it pulls, pushes, loads, imports or builds. A failure comes as an item too, since
/// the status was sent long before: whoever reads must look at <see cref="ErrorMessage"/>.
/// </summary>
public sealed class JSONMessage
{
    /// <summary>The layer it is about, or what <see cref="Aux"/> holds.</summary>
    public string? ID { get; set; }

    public string? Status { get; set; }

    /// <summary>Output of a build, line breaks included.</summary>
    public string? Stream { get; set; }

    /// <summary>The engine's own words when it failed; nothing comes after it.</summary>
    [JsonPropertyName("error")]
    public string? ErrorMessage { get; set; }

    [JsonPropertyName("errorDetail")]
    public JSONError? Error { get; set; }

    [JsonPropertyName("progressDetail")]
    public JSONProgress? Progress { get; set; }

    /// <summary>A result: the image's ID of a build, digest and size of a push, a <see cref="BuildKitTrace"/>.</summary>
    public JsonElement? Aux { get; set; }

    public string? From { get; set; }
}

public sealed class JSONError
{
    public int Code { get; set; }

    public string? Message { get; set; }
}

/// <summary>How far a layer is; both are 0 where the engine does not know.</summary>
public sealed class JSONProgress
{
    public long Current { get; set; }

    public long Total { get; set; }

    /// <summary>Null: bytes; "s": seconds (containerd's image store while it unpacks).</summary>
    public string? Units { get; set; }
}

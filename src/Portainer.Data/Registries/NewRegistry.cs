using System.Text;
using System.Text.Json.Serialization;

namespace Portainer.Data.Registries;

/// <summary>What a person gives to add a registry account.</summary>
public sealed record NewRegistry(string Name, RegistryKind Kind, string Url)
{
    public string UserName { get; init; } = "";

    [JsonIgnore]
    public string? Secret { get; init; }

    public string? CaPem { get; init; }

    public bool SkipVerify { get; init; }

    public bool PlainHttp { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Name = ").Append(Name).Append(", Url = ").Append(Url).Append(", UserName = ").Append(UserName);
        return true;
    }
}

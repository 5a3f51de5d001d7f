using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Portainer.Testing;

/// <summary>The "filters" of a request: any value of a key, all keys.</summary>
internal sealed class FakeFilters(Dictionary<string, string[]> filters)
{
    public static FakeFilters Parse(HttpContext context) => new(
        context.Request.Query["filters"].FirstOrDefault() is { Length: > 0 } json ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(json)! : []);

    public bool Has(string key) => filters.ContainsKey(key);

    public bool Match(FakeContainer container) =>
        Any("id", value => container.Id.StartsWith(value, StringComparison.Ordinal))
        && Any("name", value => container.Name.Contains(value.TrimStart('/'), StringComparison.Ordinal))
        && Any("status", value => container.State == value)
        && Any("label", value => value.Split('=', 2) is [var key, .. var wanted]
            && container.Labels.TryGetValue(key, out var actual) && (wanted.Length == 0 || wanted[0] == actual));

    public bool Match(FakeEvent happened) =>
        Any("type", value => happened.Type == value)
        && Any("event", value => happened.Action == value || happened.Action.StartsWith(value + ":", StringComparison.Ordinal))
        && Any("container", value => happened.ActorId.StartsWith(value, StringComparison.Ordinal) || happened.Attributes.GetValueOrDefault("name") == value);

    private bool Any(string key, Func<string, bool> match) => !filters.TryGetValue(key, out var values) || values.Any(match);
}

using System.Text.Json.Nodes;
using Portainer.Data.AccessControl;

namespace Portainer.Gateway;

/// <summary>One row of a table of what has to be allowed before somebody who is no administrator may set it.</summary>
/// <param name="Field">Its place in the body, names joined by dots; a list on the way is looked through.</param>
/// <param name="Concerns">Whether a value of it is the kind that has to be allowed.</param>
/// <param name="Allowed">The setting of the endpoint that allows it.</param>
/// <param name="Verb">What it does, for the sentence.</param>
internal sealed record SecurityRule(string Field, Func<JsonNode, bool> Concerns, Func<EndpointSecurity, bool> Allowed, string Verb)
{
    private readonly string[] _names = Field.Split('.');

    /// <summary>The refusal as a sentence; null when nothing is wrong.</summary>
    public string? Fault(JsonObject body, EndpointSecurity security) =>
        !Allowed(security) && Values(body, 0).Any(Concerns)
            ? $"{_names[^1]} would {Verb}, and on this endpoint only administrators may do that. Leave it out, or ask an administrator to allow it in the endpoint's security settings."
            : null;

    public static string? First(IEnumerable<SecurityRule> rules, JsonObject body, EndpointSecurity security) =>
        rules.Select(rule => rule.Fault(body, security)).FirstOrDefault(fault => fault is not null);

    private IEnumerable<JsonNode> Values(JsonNode? node, int level) => node switch
    {
        null => [],
        _ when level == _names.Length => [node],
        JsonObject fields => Values(fields[_names[level]], level + 1),
        JsonArray list => list.SelectMany(item => Values(item, level)),
        _ => [],
    };
}

/// <summary>Questions about a value, for the tables of rules.</summary>
internal static class Value
{
    public static bool IsTrue(JsonNode node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>A text, list or map that holds something.</summary>
    public static bool IsSet(JsonNode node) => node switch
    {
        JsonArray list => list.Count > 0,
        JsonObject map => map.Count > 0,
        _ => Text(node).Length > 0,
    };

    public static bool IsThere(JsonNode node) => true;

    public static bool IsHost(JsonNode node) => Text(node).Equals("host", StringComparison.OrdinalIgnoreCase);

    public static bool IsNegative(JsonNode node) => node is JsonValue value && value.TryGetValue<long>(out var number) && number < 0;

    /// <summary>The text, or an empty one for anything else.</summary>
    public static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.Select(Text),
        null => [],
        _ => [Text(node)],
    };
}

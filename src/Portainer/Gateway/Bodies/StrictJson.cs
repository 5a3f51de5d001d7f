using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portainer.Gateway;

/// <summary>
/// Reads a body in the one way in which everybody reads it: no name twice whatever its case (engines take the last, or merge), no
/// unknown names, no other types; names come out as the specification spells them. What it returns is what is sent on.
/// </summary>
internal static class StrictJson
{
    private const int MostLevels = 24;

    /// <exception cref="GatewayException">400, with what is wrong where.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> body, JsonShape shape)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new() { MaxDepth = MostLevels });
            reader.Read();
            var read = Value(ref reader, shape, "The body") as JsonObject ?? throw Refusal("The body", "has to be an object");
            return reader.Read() ? throw Refusal("The body", "goes on after its end") : read;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // An InvalidOperationException is text that is not Unicode.
            throw Refusal("The body", "is not JSON");
        }
    }

    private static JsonNode? Value(ref Utf8JsonReader reader, JsonShape shape, string place) => (shape.Form, reader.TokenType) switch
    {
        (_, JsonTokenType.Null) => null,
        (JsonForm.Text or JsonForm.Words, JsonTokenType.String) => JsonValue.Create(reader.GetString()),
        (JsonForm.Flag, JsonTokenType.True or JsonTokenType.False) => JsonValue.Create(reader.GetBoolean()),
        (JsonForm.Whole, JsonTokenType.Number) => reader.TryGetInt64(out var whole) ? JsonValue.Create(whole)
            : reader.TryGetUInt64(out var large) ? JsonValue.Create(large) : throw Refusal(place, "has to be a whole number"),
        (JsonForm.Number, JsonTokenType.Number) => JsonValue.Create(reader.GetDouble()),
        (JsonForm.List, JsonTokenType.StartArray) => List(ref reader, shape.Items!, place),
        (JsonForm.Words, JsonTokenType.StartArray) => Words(ref reader, place),
        (JsonForm.Map, JsonTokenType.StartObject) => Map(ref reader, shape.Items!, place),
        (JsonForm.Fields, JsonTokenType.StartObject) => Fields(ref reader, shape, place),
        _ => throw Refusal(place, $"has to be {Word(shape.Form)}"),
    };

    private static JsonArray List(ref Utf8JsonReader reader, JsonShape items, string place)
    {
        var list = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(Value(ref reader, items, place));
        }

        return list;
    }

    private static JsonArray Words(ref Utf8JsonReader reader, string place)
    {
        var list = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(reader.TokenType == JsonTokenType.String ? JsonValue.Create(reader.GetString()) : throw Refusal(place, "has to be texts"));
        }

        return list;
    }

    // Names of a map are data: they may differ in nothing but case.
    private static JsonObject Map(ref Utf8JsonReader reader, JsonShape items, string place)
    {
        var map = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!map.TryAdd(name, Value(ref reader, items, Below(place, name))))
            {
                throw Refusal(Below(place, name), "is there twice");
            }
        }

        return map;
    }

    private static JsonObject Fields(ref Utf8JsonReader reader, JsonShape shape, string place)
    {
        var fields = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            // Go also takes letters for s and k that are none of ASCII.
            if (!Ascii.IsValid(name) || shape.Field(name) is not { } field)
            {
                throw Refusal(Below(place, name), "is not a setting known here, so it is for administrators only");
            }

            reader.Read();
            if (!fields.TryAdd(field.Name, Value(ref reader, field.Shape, Below(place, field.Name))))
            {
                throw Refusal(Below(place, field.Name), "is there twice");
            }
        }

        return fields;
    }

    private static string Below(string place, string name) => place == "The body" ? Clip(name) : $"{place}.{Clip(name)}";

    private static string Clip(string name) => name.Length > 60 ? name[..60] + "…" : name;

    private static string Word(JsonForm form) => form switch
    {
        JsonForm.Text => "a text",
        JsonForm.Whole => "a whole number",
        JsonForm.Number => "a number",
        JsonForm.Flag => "true or false",
        JsonForm.Words => "a text or a list of texts",
        JsonForm.List => "a list",
        _ => "an object",
    };

    private static GatewayException Refusal(string place, string fault) =>
        GatewayException.Unclear($"{place} {fault}. Nothing was sent to the engine.");
}

using System.Text.Json;

namespace Portainer.Gateway;

/// <summary>What an answer says of one thing, as far as its owner depends on it.</summary>
internal sealed class ThingFacts
{
    private const string Labels = "Labels";

    // Services, secrets and configs have their labels in Spec, inspected containers in Config.
    private static readonly string[] Inner = ["Spec", "Config"];

    /// <summary>The id; of volumes, which have none, the name.</summary>
    public string Id { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Scope { get; private set; } = "";

    public bool IsIngress { get; private set; }

    public Dictionary<string, string> LabelValues { get; } = [];

    public static ThingFacts Read(ReadOnlySpan<byte> json)
    {
        var facts = new ThingFacts();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            facts.Take(name, ref reader);
        }

        facts.Id = facts.Id.Length > 0 ? facts.Id : facts.Name;
        return facts;
    }

    private void Take(string name, ref Utf8JsonReader reader)
    {
        switch (name, reader.TokenType)
        {
            case ("Id" or "ID", JsonTokenType.String):
                Id = reader.GetString()!;
                break;
            case ("Name", JsonTokenType.String):
                Name = reader.GetString()!;
                break;
            case ("Scope", JsonTokenType.String):
                Scope = reader.GetString()!;
                break;
            case ("Ingress", JsonTokenType.True):
                IsIngress = true;
                break;
            case (Labels, JsonTokenType.StartObject):
                TakeLabels(ref reader);
                break;
            case (_, JsonTokenType.StartObject) when Inner.Contains(name):
                TakeInner(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void TakeInner(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLabels = reader.ValueTextEquals(Labels);
            reader.Read();
            if (isLabels && reader.TokenType == JsonTokenType.StartObject)
            {
                TakeLabels(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void TakeLabels(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            LabelValues[name] = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        }
    }
}

using System.Text;
using System.Text.Json;

namespace Portainer.Engine;

/// <summary>
/// Takes the figures of one statistics sample out of its JSON and skips the other nine tenths: at a sample a second from each
/// of hundreds of containers, reading them whole would cost more than everything else.
/// </summary>
/// <param name="json">Begins with the sample; may end before it does, or after.</param>
/// <param name="lastName">Of the sample before, which most likely is this one's too.</param>
internal ref struct UsageReader(ReadOnlySpan<byte> json, string lastName)
{
    private static readonly JsonReaderState s_manyValues = new(new() { AllowMultipleValues = true });

    private Utf8JsonReader _json = new(json, isFinalBlock: false, s_manyValues);
    private UsageDraft _draft = new() { Name = lastName };

    /// <summary>Bytes up to the end of the sample.</summary>
    public readonly int Consumed => (int)_json.BytesConsumed;

    /// <summary>False when the sample has not come completely yet.</summary>
    /// <exception cref="JsonException">This is no sample.</exception>
    public bool TryRead(out ContainerUsage usage)
    {
        usage = default;
        if (!_json.Read())
        {
            return false;
        }

        if (_json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A sample of statistics is an object.");
        }

        if (!Members(UsageField.Sample))
        {
            return false;
        }

        usage = _draft.Finish();
        return true;
    }

    private bool Members(UsageField parent)
    {
        while (_json.Read())
        {
            if (_json.TokenType == JsonTokenType.EndObject)
            {
                return true;
            }

            var field = UsageFields.Find(parent, _json.ValueSpan);
            if (!_json.Read() || !Take(field))
            {
                return false;
            }
        }

        return false;
    }

    private bool Elements(UsageField parent)
    {
        while (_json.Read())
        {
            if (_json.TokenType == JsonTokenType.EndArray)
            {
                return true;
            }

            _draft.BeginElement(parent);
            if (!Take(UsageFields.ElementOf(parent)))
            {
                return false;
            }

            _draft.EndElement(parent);
        }

        return false;
    }

    private bool Take(UsageField field)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.StartObject when UsageFields.IsObject(field):
                return Members(field);
            case JsonTokenType.StartArray when UsageFields.IsList(field):
                return Elements(field);
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                return _json.TrySkip();
            case JsonTokenType.String or JsonTokenType.Number:
                Keep(field);
                return true;
            default:
                return true;
        }
    }

    private void Keep(UsageField field)
    {
        switch (field)
        {
            case UsageField.Name when !_json.ValueTextEquals(_draft.Name):
                _draft.Name = _json.GetString()!;
                break;
            case UsageField.Read:
                _draft.Read = LenientDate.Read(ref _json);
                break;
            case UsageField.PreRead:
                _draft.PreRead = LenientDate.Read(ref _json);
                break;
            case UsageField.BlockOp:
                _draft.BlockOp = _json.ValueSpan is [var first, ..] ? first : default;
                break;
            case > UsageField.Name:
                _draft.Keep(field, Number());
                break;
        }
    }

    /// <summary>Podman has been seen to write numbers as strings.</summary>
    private readonly ulong Number() =>
        ulong.TryParse(_json.ValueSpan, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new JsonException($"\"{Encoding.UTF8.GetString(_json.ValueSpan)}\" is no counter.");
}

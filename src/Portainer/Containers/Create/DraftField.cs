using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>A section of the form.</summary>
public enum DraftGroup
{
    Basics,
    Ports,
    Storage,
    Environment,
    Labels,
    Restart,
    Network,
    Process,
    Health,
    Logging,
    Resources,
    Devices,
    Security,
    Namespaces,
}

/// <summary>One row of the table between form and create call: which draft properties are which wire properties, read and written by whom.</summary>
internal sealed class DraftField
{
    private readonly PropertyInfo[] _draft;

    /// <param name="draft">Properties of <see cref="ContainerDraft"/>; the first names the field.</param>
    /// <param name="wire">Paths such as "HostConfig.Memory"; plain names are the config's own.</param>
    public DraftField(
        DraftGroup group, string[] draft, string[] wire, Action<CreateContainerParameters, ContainerDraft> read, Action<ContainerDraft, CreateContainerParameters> write)
    {
        (Group, Draft, Wire, Read, Write) = (group, draft, wire, read, write);
        _draft = [.. draft.Select(name => typeof(ContainerDraft).GetProperty(name) ?? throw new ArgumentException($"No field {name}.", nameof(draft)))];
    }

    public DraftGroup Group { get; }

    public IReadOnlyList<string> Draft { get; }

    public IReadOnlyList<string> Wire { get; }

    public Action<CreateContainerParameters, ContainerDraft> Read { get; }

    public Action<ContainerDraft, CreateContainerParameters> Write { get; }

    /// <summary>A row of one draft property and one wire property with a rule between them.</summary>
    public static DraftField Of(DraftGroup group, string draft, string wire, WireForm form)
    {
        var field = typeof(ContainerDraft).GetProperty(draft) ?? throw new ArgumentException($"No field {draft}.", nameof(draft));
        var target = WirePath.Of(wire);
        return new(
            group,
            [draft],
            [wire],
            (parameters, into) => field.SetValue(into, form.ToDraft(target.Get(parameters))),
            (from, parameters) => target.Set(parameters, draft, form.ToWire(draft, field.GetValue(from))));
    }

    public bool IsSame(ContainerDraft one, ContainerDraft other) => _draft.All(property =>
        Text(property, one) == Text(property, other));

    private static string Text(PropertyInfo property, ContainerDraft draft) => JsonSerializer.Serialize(property.GetValue(draft), property.PropertyType);
}

/// <summary>A property of the create call or of its host part.</summary>
internal sealed class WirePath
{
    private const string Host = "HostConfig.";
    private readonly PropertyInfo _property;
    private readonly bool _isHost;

    private WirePath(string path)
    {
        _isHost = path.StartsWith(Host, StringComparison.Ordinal);
        _property = (_isHost ? typeof(HostConfig).GetProperty(path[Host.Length..]) : typeof(CreateContainerParameters).GetProperty(path))
            ?? throw new ArgumentException($"No property {path}.", nameof(path));
    }

    public static WirePath Of(string path) => new(path);

    public object? Get(CreateContainerParameters parameters) =>
        _isHost ? parameters.HostConfig is { } host ? _property.GetValue(host) : null : _property.GetValue(parameters);

    /// <summary>Null is the property's zero where it cannot be null.</summary>
    /// <exception cref="DraftException">The number does not fit the property.</exception>
    public void Set(CreateContainerParameters parameters, string field, object? value)
    {
        var type = Nullable.GetUnderlyingType(_property.PropertyType) ?? _property.PropertyType;
        try
        {
            var fitting = value is IConvertible && type.IsPrimitive ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : value;
            _property.SetValue(_isHost ? parameters.HostConfig ??= new() : parameters, fitting);
        }
        catch (OverflowException)
        {
            throw new DraftException(field, $"{value} is more than the engine takes here.");
        }
    }
}

using Portainer.Fleet;

namespace Portainer.Containers.Create.Form;

/// <summary>The draft on screen with what is wrong with it: the fields of the form share one. A fault shows once its field was touched, or when asked for.</summary>
public sealed class DraftEditor(ContainerDraft draft)
{
    private readonly HashSet<string> _touched = [];
    private IReadOnlyList<DraftFault> _faults = [];
    private bool _showsAll;

    public ContainerDraft Draft => draft;

    /// <summary>What the endpoint has to offer: networks, volumes, images. Set by the page.</summary>
    internal EndpointView? View { get; set; }

    /// <summary>Somebody changed something that is not saved.</summary>
    public bool IsDirty { get; private set; }

    internal IReadOnlyList<DraftFault> Faults => _faults;

    public event Action? Changed;

    public string? Fault(string property) =>
        (_showsAll || _touched.Contains(property)) && _faults.Where(fault => fault.Field == property).Select(fault => fault.Sentence).ToArray() is { Length: > 0 } sentences
            ? string.Join(" ", sentences)
            : null;

    /// <summary>Something in the field changed.</summary>
    public void Touch(string property)
    {
        _touched.Add(property);
        IsDirty = true;
        Check();
        Changed?.Invoke();
    }

    /// <summary>What is in the form has been carried out.</summary>
    public void Settle() => IsDirty = false;

    /// <summary>Shows every fault there is. True when there is none.</summary>
    public bool Approve()
    {
        _showsAll = true;
        Check();
        Changed?.Invoke();
        return _faults.Count == 0;
    }

    /// <summary>Whether a section has a fault to show.</summary>
    internal bool IsFaulty(DraftGroup group) => DraftFields.All.Where(field => field.Group == group).SelectMany(field => field.Draft).Any(property => Fault(property) is not null);

    private void Check() => _faults = DraftFaults.Of(draft, View?.Networks is { } networks ? [.. networks.Select(row => new KnownNetwork(row.Name, [.. row.Subnets]))] : null);
}

using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Containers.Live;

/// <summary>A terminal in the container: what to run is chosen first, the terminal itself talks to the hub.</summary>
public sealed partial class ContainerConsole
{
    private DotNetObjectReference<ContainerConsole>? _self;
    private object? _options;
    private string _custom = "";
    private string _user = "";
    private string _directory = "";
    private string? _choice;
    private string? _ending;
    private string? _offer;
    private int _connection;
    private bool _connected;

    /// <summary>Name or id of the container, from the route.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private QueryState Query { get; set; } = null!;

    private ContainerRow? Row => View?.FindContainer(Name);

    private IReadOnlyList<ConsoleChoice> Labelled => ConsoleChoice.FromLabels(Row?.Labels);

    private string Choice
    {
        get => _choice ?? ConsoleChoice.Shells[0];
        set => _choice = value;
    }

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        _custom = Query["command"];
        _choice = Query["shell"] is { Length: > 0 } shell ? shell : null;
        _user = Query["user"];
        _directory = Query["dir"];
    }

    /// <summary>Called by the terminal when its process is over.</summary>
    [JSInvokable]
    public void SessionEnded(string sentence, string? offer)
    {
        (_ending, _offer, _connected) = (sentence, offer, false);
        StateHasChanged();
    }

    protected override void Dispose(bool disposing)
    {
        _self?.Dispose();
        base.Dispose(disposing);
    }

    private void Connect()
    {
        Query.Put(("shell", _choice), ("command", Choice == "custom" ? _custom : null), ("user", _user), ("dir", _directory));
        _self ??= DotNetObjectReference.Create(this);
        _options = new
        {
            endpointId = Endpoint,
            container = Name,
            kind = "exec",
            command = ConsoleChoice.Resolve(Choice, _custom, Labelled),
            user = _user.Trim(),
            workingDirectory = _directory.Trim(),
            page = _self,
        };
        (_ending, _offer, _connected) = (null, null, true);
        _connection++;
    }

    private void Disconnect()
    {
        (_connection, _connected) = (0, false);
    }

    private void TryOffer()
    {
        Choice = _offer!;
        Connect();
    }
}

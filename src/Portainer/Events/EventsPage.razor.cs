using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Events;

/// <summary>What happened on an engine (<c>docker events</c>), live, from the console's own memory: filters and span live in the URL.</summary>
public sealed partial class EventsPage
{
    private IReadOnlyList<EngineEvent>? _events;
    private IReadOnlyList<ChipItem> _types = [];
    private IReadOnlyList<string> _actions = [];
    private string? _refusal;

    [Inject]
    private QueryState Query { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private protected override void Look()
    {
        base.Look();
        if (View is null)
        {
            return;
        }

        try
        {
            Show(Gate.Events(Caller, Endpoint));
        }
        catch (AccessDeniedException refused)
        {
            _refusal = refused.Message;
        }
    }

    private void Show(IReadOnlyList<EngineEvent> all)
    {
        var range = EventRange.Read(Query["range"], Query["since"], Query["until"], Time.GetUtcNow());
        IReadOnlyList<EngineEvent> shown = [.. all.Where(item => range.Holds(item.At))];
        // Nothing read from an engine that was never reached is not "nothing happened".
        _events = all.Count == 0 && View!.AsOf is null ? null : shown;
        _types = [.. shown.GroupBy(item => item.Type).OrderBy(group => group.Key).Select(group => new ChipItem(group.Key, group.Key, group.Count()))];
        _actions = [.. shown.Select(item => item.Verb).Append(Query["action"]).Where(verb => verb.Length > 0).Distinct().Order(StringComparer.Ordinal)];
    }

    private bool Matches(EngineEvent item)
    {
        var types = Query.Set("type");
        var action = Query["action"];
        return (types.Count == 0 || types.Contains(item.Type)) && (action.Length == 0 || item.Verb == action);
    }

    private void Choose(string name, object? value)
    {
        var text = value as string;
        Query.Put((name, text == EventRange.Default ? null : text));
        Look();
    }

    private void ClearFilter() => Query.Put(("q", null), ("type", null), ("action", null));
}

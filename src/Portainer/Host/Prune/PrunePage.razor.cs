using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Jobs;
using Portainer.Ui;

namespace Portainer.Host.Prune;

/// <summary>Shows what a prune would take and how much that frees, then takes only that.</summary>
public sealed partial class PrunePage
{
    private static readonly int[] Ages = [1, 7, 30, 90];

    private SystemDiskUsageResponse? _use;
    private string? _measureFailure;
    private IReadOnlyList<PruneItem>? _items;
    private IReadOnlyList<PruneItem> _shown = [];
    private IReadOnlyList<TabItem> _tabs = [];
    private Job? _job;
    private int _measured;

    [Inject]
    private QueryState Query { get; set; } = null!;

    [Inject]
    private HostActions Host { get; set; } = null!;

    [Inject]
    private PruneActions Actions { get; set; } = null!;

    [Inject]
    private Confirmations Confirmations { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private PruneKind Kind => Enum.TryParse<PruneKind>(Query["kind"], ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : PruneKind.Containers;

    private string KindId => Kind.ToString().ToLowerInvariant();

    private string? AllText => Kind switch
    {
        PruneKind.Images => "Images with a tag too, not only dangling ones",
        PruneKind.Volumes => "Volumes with a name too, not only anonymous ones",
        PruneKind.Build => "Everything, also what other records share",
        _ => null,
    };

    private string Sentence
    {
        get
        {
            var known = _shown.Sum(item => item.Bytes ?? 0);
            var measured = _use is not null ? $"{(known > 0 ? $"That frees about {ByteText.Format(known)}. " : "")}"
                : _measureFailure is { } failure ? $"Sizes could not be measured: {failure} "
                : "Sizes are being measured… ";
            return $"{PruneActions.Count(_shown.Count, Kind)} would go. {measured}Nothing that is in use is listed, and nothing is forced: what comes into use meanwhile stays.";
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_measured != Endpoint && View?.AsOf is not null)
        {
            _measured = Endpoint;
            await MeasureAsync();
        }
    }

    private protected override void Look()
    {
        base.Look();
        if (View is null)
        {
            return;
        }

        _tabs = [.. Enum.GetValues<PruneKind>().Where(kind => AccessPolicy.Allows(Caller, Endpoint, PruneActions.OperationOf(kind))).Select(Tab)];
        _items = Kind == PruneKind.Build && _use is null && _measureFailure is null ? null : PrunePlan.Of(View, _use, Choice(Kind), Time.GetUtcNow());
        var words = Query["q"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _shown = [.. (_items ?? []).Where(item => words.All(word => $"{item.Name} {item.Why}".Contains(word, StringComparison.OrdinalIgnoreCase)))];
    }

    private TabItem Tab(PruneKind kind) => new(
        kind.ToString().ToLowerInvariant(),
        kind == PruneKind.Build ? "Build cache" : kind.ToString(),
        $"endpoints/{Endpoint}/prune?kind={kind.ToString().ToLowerInvariant()}",
        PrunePlan.Of(View!, _use, Choice(kind), Time.GetUtcNow()).Count);

    private PruneChoice Choice(PruneKind kind) => new(
        kind,
        kind == Kind && Query.Flag("all"),
        kind == Kind && int.TryParse(Query["age"], CultureInfo.InvariantCulture, out var days) ? TimeSpan.FromDays(days) : TimeSpan.Zero);

    private async Task MeasureAsync()
    {
        (_use, _measureFailure) = (null, null);
        try
        {
            _use = await Host.MeasureAsync(Caller, Endpoint, Leaving);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            _measureFailure = failure.Message;
        }

        Look();
        StateHasChanged();
    }

    private void Put(string name, string? value)
    {
        Query.Put(name, value);
        Look();
    }

    private async Task RemoveAsync(IReadOnlyList<PruneItem> items)
    {
        var named = items.Any(item => item.Kind == PruneKind.Volumes && Query.Flag("all"));
        var sure = await Confirmations.AskAsync(new($"Remove {PruneActions.Count(items.Count, Kind)}?", "Remove")
        {
            Names = [.. items.Select(item => item.Name)],
            Sentence = Kind switch
            {
                PruneKind.Volumes => "What these volumes hold is gone for good.",
                PruneKind.Containers => "What these containers wrote outside volumes is gone.",
                PruneKind.Images => "They have to be pulled or built again when they are wanted.",
                _ => null,
            },
            TypeToConfirm = named ? "remove" : null,
        });
        if (sure)
        {
            _job = Actions.Start(Caller, Endpoint, View!.Name, items);
        }
    }
}

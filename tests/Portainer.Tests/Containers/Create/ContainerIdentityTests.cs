using Portainer.Containers.Create;
using Portainer.Engine;
using Portainer.Testing;

namespace Portainer.Tests.Containers.Create;

/// <summary>
/// Acceptance of the form, field by field on real engines: what was created, opened for edit and created again with no change is the same
/// container, and the command shown beside the form makes that container too.
/// </summary>
public sealed class ContainerIdentityTests(IdentityFixture fixture) : IClassFixture<IdentityFixture>, IAsyncLifetime
{
    private static readonly string[] NotHere =
    [
        // Windows only; real-time scheduling, project quotas and other runtimes that this kernel or these engines have not.
        "CpuCount", "CpuPercent", "IoMaximumOperations", "IoMaximumBandwidth", "Isolation", "CpuRealtimePeriod", "CpuRealtimeRuntime", "StorageOptions", "Runtime",
        // No GPU here; the platform is the client's to choose by.
        "Platform", "Gpus",
    ];

    private readonly string _mark = IdentityFixture.Mark;
    private readonly List<(DockerClient Engine, string Id)> _made = [];
    private readonly IReadOnlyDictionary<string, DockerClient> _clients = fixture.Clients;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var engine in IdentityFixture.Engines)
            {
                foreach (var name in DraftSamples.Fields.Keys.Except(NotHere))
                {
                    cases.Add(engine.Name, name);
                }
            }

            return cases;
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var (engine, id) in Enumerable.Reverse(_made))
        {
            await engine.Containers.RemoveContainerAsync(id, new() { Force = true, RemoveVolumes = true });
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task CreatedAgainWithNoChange_IsTheSameContainer(string engine, string field)
    {
        var first = await CreateAsync(engine, Draft(engine, field));
        var draft = await ReadAsync(engine, first);
        draft.Name = _mark + "-again";
        var second = await CreateAsync(engine, draft);
        Assert.Equal(await InspectText.OfAsync(_clients[engine], first), await InspectText.OfAsync(_clients[engine], second));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task CommandShown_RunByTheClient_MakesTheSameContainer(string engine, string field)
    {
        var draft = Draft(engine, field);
        // The client refuses several networks, and a MAC address on one, on this engine; our own call joins one by one.
        draft.Networks = [.. draft.Networks.Take(engine == "20" ? 1 : 3)];
        draft.Networks.ForEach(row => row.Mac = engine == "20" ? "" : row.Mac);
        var ours = await CreateAsync(engine, draft);
        draft.Name = _mark + "-theirs";
        var words = ShellWords.Split("", DockerRunText.From(draft).Replace(" \\\n", " ", StringComparison.Ordinal)).Skip(3);
        var theirs = (await Lab.DockerAsync(IdentityFixture.Engines.Single(entry => entry.Name == engine).Socket, ["create", .. words])).Trim().Split('\n')[^1];
        _made.Add((_clients[engine], theirs));
        Assert.Equal(Comparable(await InspectText.OfAsync(_clients[engine], ours)), Comparable(await InspectText.OfAsync(_clients[engine], theirs)));
    }

    [Theory]
    [InlineData("20")]
    [InlineData("28")]
    public async Task DraftOfAPlainContainer_HoldsNothingOfItsImageOrEngine(string engine)
    {
        var id = await CreateAsync(engine, new() { Name = _mark + "-plain", Image = "lab/web:1" });
        var draft = await ReadAsync(engine, id);
        Assert.Equal(DraftSamples.Text(new ContainerDraft { Name = _mark + "-plain", Image = "lab/web:1" }), DraftSamples.Text(draft));
    }

    private ContainerDraft Draft(string engine, string field)
    {
        var draft = DraftSamples.With(field);
        draft.Name = _mark + "-first";
        draft.VolumesFrom = [.. draft.VolumesFrom.Select(name => $"{_mark}-{name}")];
        draft.Links = [.. draft.Links.Select(_ => $"{_mark}-other:cache")];
        draft.Networks.ForEach(row => row.Name = $"{_mark}-{row.Name}");
        draft.Networks.ForEach(row => row.Links = [.. row.Links.Select(_ => $"{_mark}-other:db")]);
        draft.Networks.ForEach(row => row.Priority = engine == "20" ? "" : row.Priority);
        // Newer than that engine.
        draft.Annotations = engine == "20" ? [] : draft.Annotations;
        draft.HealthStartInterval = engine == "20" ? "" : draft.HealthStartInterval;
        return draft;
    }

    private async Task<string> CreateAsync(string engine, ContainerDraft draft)
    {
        var created = await ContainerCreation.CreateAsync(_clients[engine], draft.ToParameters(), CancellationToken.None);
        _made.Add((_clients[engine], created.ID));
        return created.ID;
    }

    private async Task<ContainerDraft> ReadAsync(string engine, string id)
    {
        var container = await _clients[engine].Containers.InspectContainerAsync(id);
        var image = await _clients[engine].Images.InspectImageAsync(container.Image);
        return ContainerDraft.From(container, image.Config);
    }

    // docker create attaches its own streams, which docker run -d and a console do not.
    private static string Comparable(string inspect) =>
        string.Join('\n', inspect.Split('\n').Where(line => !line.StartsWith(".Config.Attach", StringComparison.Ordinal) && !line.StartsWith(".Config.StdinOnce", StringComparison.Ordinal)));
}

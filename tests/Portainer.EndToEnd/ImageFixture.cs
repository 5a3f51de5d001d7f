namespace Portainer.EndToEnd;

/// <summary>The product's image, built by its own Dockerfile on an engine that reaches no registry (see tests/lab.d/image.sh).</summary>
public sealed class ImageFixture : IAsyncLifetime
{
    public const string Image = "portainer-net";

    public LabEngine Engine { get; private set; } = null!;

    public BrowserFixture Browser { get; } = new();

    public async Task InitializeAsync()
    {
        Engine = await Lab.StartEngineAsync($"image{Environment.ProcessId}", "--bare");
        await Lab.RunAsync("build-image", Engine.Name, Image);
        await Browser.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        await (Engine?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}

namespace Portainer.EndToEnd.Harness;

/// <summary>A test on the engine and product its class shares; its windows are the administrator's.</summary>
public abstract class EngineTest(EngineFixture fixture) : BrowserTest(fixture.Browser)
{
    protected LabEngine Engine => fixture.Engine;

    protected Product Product => fixture.Product;

    /// <summary>A window of the administrator.</summary>
    protected Task<Visit> VisitAsync(VisitOptions? options = null) => VisitAsync(fixture.Product, (options ?? new()) with { Cookies = fixture.Cookies });

    /// <summary>A window of the administrator, on an open page.</summary>
    protected async Task<Visit> OpenAsync(string path, VisitOptions? options = null)
    {
        var visit = await VisitAsync(options);
        await visit.OpenAsync(path);
        return visit;
    }

    protected Task<string> DockerAsync(params string[] arguments) => fixture.Engine.DockerAsync(arguments);
}

using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portainer.Shell;

namespace Portainer.Tests.Ui;

/// <summary>A page without a browser: scripts answer nothing, time stands still.</summary>
public abstract class UiTest : BunitContext
{
    private protected UiTest(Action<IServiceCollection>? more = null)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddFrame();
        more?.Invoke(Services);
        Renderer.SetRendererInfo(new RendererInfo("Server", true));
    }

    private protected FixedClock Clock { get; } = new(FixedClock.Noon);

    private protected T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();
}

using System.Text.Encodings.Web;
using Portainer.Streaming.Consoles;
using Portainer.Streaming.Logs;
using Portainer.Streaming.Stats;

namespace Portainer.Streaming;

internal static class StreamingModule
{
    /// <summary>A browser's items are pieces of at most 4 K characters; six bytes each when escaped.</summary>
    private const int LargestMessage = 64 * 1024;

    public static IServiceCollection AddStreaming(this IServiceCollection services)
    {
        services.AddSignalR().AddHubOptions<StreamHub>(options =>
        {
            options.MaximumReceiveMessageSize = LargestMessage;
            options.EnableDetailedErrors = false;
        }).AddJsonProtocol(json => json.PayloadSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        // It would log every refusal with its stack; StreamFailures logs what is worth it.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Critical));
        services.AddSingleton<LogStreams>();
        services.AddSingleton<StatsFeeds>();
        services.AddSingleton<StatsStreams>();
        services.AddSingleton<ConsoleSessions>();
        services.AddHostedService(provider => provider.GetRequiredService<ConsoleSessions>());
        return services;
    }

    public static IEndpointRouteBuilder MapStreaming(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<StreamHub>("/hub").RequireAuthorization();
        routes.MapGet("/endpoints/{id:int}/containers/{name}/logs/download", LogDownload.GetAsync).RequireAuthorization();
        return routes;
    }
}

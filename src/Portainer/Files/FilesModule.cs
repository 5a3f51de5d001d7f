namespace Portainer.Files;

internal static class FilesModule
{
    /// <summary>After the fleet: what is registered later is stopped earlier, and helper containers need their engines to be removed.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<HelperMaker>();
        services.AddSingleton<HelperContainers>();
        services.AddHostedService(provider => provider.GetRequiredService<HelperContainers>());
        services.AddSingleton<HelperSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<HelperSweep>());
        services.AddSingleton<FileActions>();
        return services;
    }

    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        foreach (var kind in new[] { "volumes", "containers" })
        {
            var files = routes.MapGroup($"/endpoints/{{id:int}}/{kind}/{{name}}/files").RequireAuthorization();
            files.MapGet("download", FileRoutes.DownloadAsync);
            files.MapGet("text", FileRoutes.TextAsync);
            files.MapPost("text", FileRoutes.SaveTextAsync);
            files.MapPost("upload", FileRoutes.UploadAsync);
        }

        routes.MapGet("/endpoints/{id:int}/containers/{name}/export", FileRoutes.ExportAsync).RequireAuthorization();
    }
}

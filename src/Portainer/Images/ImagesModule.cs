using Microsoft.AspNetCore.Mvc;
using Portainer.Images.Transfer;
using Portainer.Images.Updates;
using Portainer.Shell;

namespace Portainer.Images;

internal static class ImagesModule
{
    /// <summary>After the jobs, which carry its long work.</summary>
    public static IServiceCollection AddImages(this IServiceCollection services)
    {
        services.AddSingleton<ImageActions>();
        services.AddSingleton<ImageAccounts>();
        services.AddSingleton<ImageJobs>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<ImageUpdates>();
        services.AddSingleton<UpdateCheck>();
        services.AddSingleton<UpdateSchedule>();
        services.AddHostedService(provider => provider.GetRequiredService<UpdateSchedule>());
        services.AddScoped<ImageRunner>();
        services.AddScoped<IPaletteSource, ImageSource>();
        return services;
    }

    public static void MapImages(this IEndpointRouteBuilder routes)
    {
        var images = routes.MapGroup("/endpoints/{id:int}/images").RequireAuthorization();
        images.MapGet("/save", ImageFiles.SaveAsync);
        // No limit: an image may have any size, and nothing of it stays in memory.
        images.MapPost("/upload/{ticket}", ImageFiles.UploadAsync).DisableAntiforgery().WithMetadata(new DisableRequestSizeLimitAttribute());
        images.MapPost("/load", ImageFiles.LoadAsync).DisableAntiforgery().WithMetadata(new DisableRequestSizeLimitAttribute());
    }
}

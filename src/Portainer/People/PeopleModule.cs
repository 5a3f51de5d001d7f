using Portainer.Shell;

namespace Portainer.People;

internal static class PeopleModule
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddScoped<UserActions>();
        services.AddSingleton<TeamActions>();
        services.AddSingleton<GrantActions>();
        services.AddSingleton<OwnershipActions>();
        services.AddScoped<IPaletteSource, PeopleSource>();
        return services;
    }
}

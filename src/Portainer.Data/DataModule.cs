using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portainer.Data.AccessControl;
using Portainer.Data.ApiKeys;
using Portainer.Data.Audit;
using Portainer.Data.Endpoints;
using Portainer.Data.Images;
using Portainer.Data.Jobs;
using Portainer.Data.Migrations;
using Portainer.Data.Registries;
using Portainer.Data.Settings;
using Portainer.Data.Teams;
using Portainer.Data.Users;

namespace Portainer.Data;

public static class DataModule
{
    /// <summary>Registers the stores and the encryption keys; call <see cref="Migrator.MigrateAsync"/> before the first use.</summary>
    /// <exception cref="StorageException">The data folder cannot be written.</exception>
    public static IServiceCollection AddPortainerData(this IServiceCollection services, DataOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new DataFolder(options.Folder));
        services.AddSingleton<Db>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<EndpointGroupStore>();
        services.AddSingleton<EndpointSecurityStore>();
        services.AddSingleton<EndpointStore>();
        services.AddSingleton<GrantStore>();
        services.AddSingleton<ImageAnswerStore>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<RegistryGrantStore>();
        services.AddSingleton<RegistryStore>();
        services.AddSingleton<ResourceControlStore>();
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<TagStore>();
        services.AddSingleton<TeamStore>();
        services.AddSingleton<UserStore>();
        services.AddSingleton<IUserStore<User>>(provider => provider.GetRequiredService<UserStore>());
        services.AddDataProtection().SetApplicationName("portainer");
        services.AddSingleton<KeyFiles>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys =>
            {
                keys.XmlRepository = provider.GetRequiredService<KeyFiles>();
                keys.XmlEncryptor = new PlainKeys();
            }));
        return services;
    }
}

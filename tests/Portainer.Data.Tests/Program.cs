using Microsoft.Extensions.DependencyInjection;
using Portainer.Data;
using Portainer.Data.Migrations;

// "migrate FOLDER [POSTGRES]": what a second process of the product does when it starts at the same moment.
if (args is not ["migrate", var folder, ..])
{
    return 2;
}

await using var services = new ServiceCollection()
    .AddLogging()
    .AddPortainerData(new DataOptions { Folder = folder, PostgresConnection = args.ElementAtOrDefault(2) })
    .BuildServiceProvider();
await services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
return 0;

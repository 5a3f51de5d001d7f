using Microsoft.Extensions.DependencyInjection;
using Portainer.Data;
using Portainer.Data.Audit;
using Portainer.Data.Migrations;

// "migrate FOLDER [POSTGRES]", "audit FOLDER [POSTGRES]": what a second process of the product does at the same moment.
if (args is not ["migrate" or "audit", var folder, ..])
{
    return 2;
}

await using var services = new ServiceCollection()
    .AddLogging()
    .AddPortainerData(new DataOptions { Folder = folder, PostgresConnection = args.ElementAtOrDefault(2) })
    .BuildServiceProvider();
if (args[0] == "migrate")
{
    await services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
    return 0;
}

for (var number = 0; number < 50; number++)
{
    await services.GetRequiredService<AuditStore>().AppendAsync(new("Container.Start", AuditOutcome.Done), CancellationToken.None);
}

return 0;

using System.Text;

namespace Portainer.Startup;

internal static class StartHelp
{
    public static string Text { get; } = Write();

    private static string Write()
    {
        var text = new StringBuilder("Portainer for .NET: a web console for Docker engines.\n\nOptions (--name VALUE or --name=VALUE), each with its environment variable:\n\n");
        foreach (var flag in StartFlag.All)
        {
            var names = flag.Short is { } letter ? $"-{letter}, --{flag.Name}" : $"    --{flag.Name}";
            text.Append("  ").AppendLine(flag.IsSwitch ? names : $"{names} {flag.Value}");
            text.Append("        ").AppendLine(flag.Help);
            if (flag.HasEnvironment)
            {
                text.Append("        ").AppendLine(flag.AlsoEnvironment is { } other ? $"[{flag.Environment} or {other}]" : $"[{flag.Environment}]");
            }
        }

        return text.Append(
            """

            The command line wins over the environment. Switches take true or false there.

              PORTAINER_POSTGRES
                    Npgsql connection string, such as Host=db;Database=portainer;Username=portainer;Password=...:
                    keep everything in PostgreSQL; encryption keys stay in the data folder.
            """).ToString();
    }
}

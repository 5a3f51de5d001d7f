using Microsoft.Extensions.Logging.Console;

namespace Portainer.Startup;

/// <summary>What <c>--log-level</c> and <c>--log-mode</c> ask for.</summary>
internal static class Logs
{
    public static void ConfigureLogs(this WebApplicationBuilder builder, StartOptions options)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = $"{options.LogLevel}",
            [$"Logging:LogLevel:{Preparation.LogCategory}"] = nameof(LogLevel.Information),
        });
        builder.Logging.ClearProviders();
        if (options.LogMode == LogMode.Json)
        {
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
            return;
        }

        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
            console.ColorBehavior = options.LogMode == LogMode.NoColor ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
    }
}

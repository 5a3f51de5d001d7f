using Microsoft.Extensions.Logging.Console;

namespace Portainer.Startup;

/// <summary>What <c>--log-level</c> and <c>--log-mode</c> ask for.</summary>
internal static class Logs
{
    private static volatile bool s_started;

    /// <summary>From now on the host may log its failures.</summary>
    public static void Started() => s_started = true;

    public static void ConfigureLogs(this WebApplicationBuilder builder, StartOptions options)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = $"{options.LogLevel}",
            [$"Logging:LogLevel:{Preparation.LogCategory}"] = nameof(LogLevel.Information),
        });
        builder.Logging.ClearProviders();
        // The host logs whatever keeps it from starting with its stack trace; Launch tells the same in a sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => s_started && level >= LogLevel.Warning);
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

using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Portainer.Data;

namespace Portainer.Startup;

/// <summary>From the command line to the exit code. Whatever a person can put right is told in a sentence, without a stack trace.</summary>
internal static partial class Launch
{
    public static async Task<int> RunAsync(string[] arguments, Func<string, string?> environment, Func<StartOptions, WebApplication> create)
    {
        try
        {
            var options = StartOptions.Parse(arguments, environment);
            if (options.Answer is { } answer)
            {
                await Console.Out.WriteLineAsync(answer);
                return 0;
            }

            await using var app = create(options);
            await StartAsync(app);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (StartException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
        catch (StorageException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return StartException.CannotStart;
        }
    }

    /// <exception cref="StartException">An address cannot be listened on.</exception>
    internal static async Task StartAsync(WebApplication app)
    {
        var preparation = app.Services.GetRequiredService<Preparation>();
        await preparation.RunAsync(CancellationToken.None);
        try
        {
            await app.StartAsync();
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw new StartException(AddressSentence(app.Services.GetRequiredService<StartOptions>(), failure));
        }

        Logs.Started();
        LogReady(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Preparation.LogCategory), ProductVersion.Text, string.Join(" and ", app.Urls));
        await preparation.AnnounceAsync(CancellationToken.None);
    }

    private static string AddressSentence(StartOptions options, Exception failure)
    {
        var addresses = string.Join(" and ", new[] { options.Http, options.Https }.OfType<ListenAddress>());
        var cause = failure switch
        {
            { InnerException: AddressInUseException } => "another program listens there already",
            SocketException { SocketErrorCode: SocketError.AccessDenied } => "the system does not allow it to this user (ports below 1024 need more rights)",
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "this machine does not have that address",
            _ => failure.Message.TrimEnd('.'),
        };
        return $"Portainer cannot listen on {addresses}: {cause}. Choose other addresses with --bind and --bind-https, or stop the other program.";
    }

    [LoggerMessage(1, LogLevel.Information, "Portainer for .NET {Version} listens on {Addresses}.")]
    private static partial void LogReady(ILogger logger, string version, string addresses);
}

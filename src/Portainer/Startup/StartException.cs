namespace Portainer.Startup;

/// <summary>The product cannot start as asked; the message goes to standard error without a stack trace.</summary>
internal sealed class StartException(string message, int exitCode = StartException.CannotStart) : Exception(message)
{
    /// <summary>Something outside is wrong: a port in use, a folder that cannot be written, a file that is missing.</summary>
    public const int CannotStart = 1;

    /// <summary>The command line or the environment is wrong.</summary>
    public const int WrongUsage = 2;

    public int ExitCode { get; } = exitCode;
}

namespace Portainer.Streaming.Consoles;

/// <summary>Why an exec is over, from its exit code and what the engine wrote into its output.</summary>
internal static class ExecEnding
{
    private const int CannotRun = 126;
    private const int NotFound = 127;

    public static ConsoleEnding Explain(ConsoleRequest request, long? exitCode, string lastOutput)
    {
        var program = request.Command.FirstOrDefault() ?? "";
        if (exitCode is CannotRun && lastOutput.Contains("unable to find user", StringComparison.Ordinal))
        {
            return new($"There is no user {request.User} in {request.Container}. Try a user id.", exitCode);
        }

        var byEngine = lastOutput.Contains("exec failed", StringComparison.Ordinal) || lastOutput.Contains("OCI runtime", StringComparison.Ordinal);
        if (exitCode is not (CannotRun or NotFound) || !byEngine)
        {
            return new(exitCode is null ? "The session ended." : $"{program} ended with exit code {exitCode}.", exitCode);
        }

        if (lastOutput.Contains("chdir to cwd", StringComparison.Ordinal))
        {
            return new($"There is no directory {request.WorkingDirectory} in {request.Container}.", exitCode);
        }

        if (lastOutput.Contains("permission denied", StringComparison.Ordinal))
        {
            return new($"{program} cannot be executed{(request.User.Length > 0 ? " by " + request.User : "")}: permission denied.", exitCode);
        }

        var offer = program is "sh" or "/bin/sh" ? null : "/bin/sh";
        return new(
            offer is null
                ? $"{request.Container} has no {program}: images without a shell cannot have a console."
                : $"{request.Container} has no {program}; try {offer}.",
            exitCode, offer);
    }
}

using System.Globalization;
using Portainer.Containers.Details;
using Portainer.Engine;
using Portainer.Ui;

namespace Portainer.Images.Details;

/// <summary><c>docker image inspect</c> in groups for people (R43); what an image does not set is left out.</summary>
internal static class ImageFacts
{
    public static IReadOnlyList<FactGroup> From(ImageInspectResponse image)
    {
        ContainerConfig config = image.Config;
        return
        [
            new FactList()
                .Code("Id", image.ID)
                .Code("Digests", image.RepoDigests)
                .Text("Size", $"{ByteText.Format(image.Size)} ({image.Size.ToString("#,0", CultureInfo.InvariantCulture)} bytes)")
                .Text("Created", Moment(image.Created))
                .Text("Platform", string.Join('/', new[] { image.Os, image.Architecture, image.Variant }.Where(part => part.Length > 0)))
                .Text("OS version", image.OsVersion)
                .Text("Author", image.Author)
                .Text("Comment", image.Comment)
                .Text("Built with Docker", image.DockerVersion)
                .Code("Built on", image.Parent)
                .Text("Tagged here", Moment(image.Metadata.LastTagTime))
                .Text("Storage", image.GraphDriver.Name)
                .Group("Image"),
            new FactList()
                .Code("Command", CommandLine.Join(config.Cmd))
                .Code("Entrypoint", CommandLine.Join(config.Entrypoint))
                .Code("Working folder", config.WorkingDir)
                .Text("User", string.IsNullOrEmpty(config.User) ? "root (none is set)" : config.User)
                .Code("Ports", config.ExposedPorts?.Keys.Order(StringComparer.Ordinal))
                .Code("Volumes", config.Volumes?.Keys.Order(StringComparer.Ordinal))
                .Text("Stop signal", config.StopSignal)
                .Code("Shell", CommandLine.Join(config.Shell))
                .Code("When built upon", config.OnBuild)
                .Code("Health check", Check(config.Healthcheck))
                .Text("Health check timing", Timing(config.Healthcheck))
                .Group("What a container of it does"),
        ];
    }

    // An image without a date says the year 1, one that is reproducible often 1970.
    private static string? Moment(DateTimeOffset? moment) =>
        moment is { Year: > 1 } known ? known.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) : null;

    private static string? Check(HealthConfig? check) => check?.Test?.ToArray() switch
    {
        null or [] => null,
        ["NONE", ..] => "none (switched off)",
        ["CMD-SHELL", var command, ..] => command,
        ["CMD", .. var arguments] => CommandLine.Join(arguments),
        var other => CommandLine.Join(other),
    };

    private static string? Timing(HealthConfig? check) => check?.Test is not { Count: > 0 } || check.Test[0] == "NONE" ? null
        : $"every {Span(check.Interval, "30 s")}, each at most {Span(check.Timeout, "30 s")}, unhealthy after {(check.Retries == 0 ? 3 : check.Retries)} failures"
            + (check.StartPeriod > 0 ? $", the first {Span(check.StartPeriod, "")} do not count" : "");

    private static string Span(long nanoseconds, string standard) =>
        nanoseconds == 0 ? standard : string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e9:0.###} s");
}

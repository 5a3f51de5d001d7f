using Portainer.Containers.Details;
using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>The health check: where its command comes from, and its times, each of which the image may give instead.</summary>
internal static class HealthFields
{
    public static void Read(CreateContainerParameters parameters, ContainerDraft draft)
    {
        var health = parameters.Healthcheck ?? new();
        (draft.HealthMode, draft.HealthCommand) = health.Test?.ToArray() switch
        {
            ["NONE", ..] => (HealthMode.None, ""),
            ["CMD-SHELL", .. var line] => (HealthMode.Shell, string.Join(' ', line)),
            ["CMD", .. var words] => (HealthMode.Command, CommandLine.Join(words) ?? ""),
            _ => (HealthMode.Image, ""),
        };
        draft.HealthInterval = Text(health.Interval);
        draft.HealthTimeout = Text(health.Timeout);
        draft.HealthStartPeriod = Text(health.StartPeriod);
        draft.HealthStartInterval = Text(health.StartInterval);
        draft.HealthRetries = (string)WireForm.Number.ToDraft(health.Retries)!;
    }

    public static void Write(ContainerDraft draft, CreateContainerParameters parameters)
    {
        var health = new HealthConfig
        {
            Test = Test(draft),
            Interval = Nanoseconds(nameof(ContainerDraft.HealthInterval), draft.HealthInterval),
            Timeout = Nanoseconds(nameof(ContainerDraft.HealthTimeout), draft.HealthTimeout),
            StartPeriod = Nanoseconds(nameof(ContainerDraft.HealthStartPeriod), draft.HealthStartPeriod),
            StartInterval = Nanoseconds(nameof(ContainerDraft.HealthStartInterval), draft.HealthStartInterval),
            Retries = (int)(long)(WireForm.Number.ToWire(nameof(ContainerDraft.HealthRetries), draft.HealthRetries) ?? 0L),
        };
        var isUnset = health is { Test: null, Interval: 0, Timeout: 0, StartPeriod: 0, StartInterval: 0, Retries: 0 };
        parameters.Healthcheck = draft.HealthMode == HealthMode.None ? new() { Test = ["NONE"] } : isUnset ? null : health;
    }

    private static List<string>? Test(ContainerDraft draft) => draft.HealthMode switch
    {
        HealthMode.Shell => ["CMD-SHELL", draft.HealthCommand],
        HealthMode.Command => ["CMD", .. ShellWords.Split(nameof(ContainerDraft.HealthCommand), draft.HealthCommand)],
        _ => null,
    };

    private static string Text(long nanoseconds) => nanoseconds == 0 ? "" : GoDuration.Format(nanoseconds);

    private static long Nanoseconds(string field, string text) =>
        text.Trim().Length == 0 ? 0
        : GoDuration.Parse(text) switch
        {
            null => throw new DraftException(field, $"Enter a time such as 30s or 1m30s, not “{text.Trim()}”."),
            > 0 and < 1_000_000 => throw new DraftException(field, "The engine takes no time below 1ms."),
            var time => time.Value,
        };
}

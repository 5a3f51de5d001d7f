using System.Text;
using Portainer.Engine;

namespace Portainer.Testing;

/// <summary>A container of a <see cref="FakeEngine"/>; set what a test needs, call the verbs to change its state with events.</summary>
public sealed class FakeContainer(FakeEngine engine, string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; internal set; } = name;

    public string Image { get; set; } = "lab/base:1";

    public string State { get; set; } = "running";

    public string? Health { get; set; }

    public int ExitCode { get; set; }

    public bool Tty { get; set; }

    public int RestartCount { get; set; }

    public DateTimeOffset Created { get; set; } = engine.Options.Clock.GetUtcNow();

    public DateTimeOffset StartedAt { get; set; } = engine.Options.Clock.GetUtcNow();

    public DateTimeOffset FinishedAt { get; set; }

    public string IPAddress { get; set; } = "172.17.0.2";

    public Dictionary<string, string> Labels { get; } = [];

    /// <summary>Container port to host port, TCP.</summary>
    public Dictionary<ushort, ushort> Ports { get; } = [];

    public List<string> Env { get; } = ["PATH=/bin"];

    public FakeLog Log { get; } = new(engine.Options.Clock);

    public bool IsRunning => State is "running" or "paused";

    public string Status => State switch
    {
        "running" => "Up 5 minutes" + (Health is null ? "" : $" ({Health})"),
        "paused" => "Up 5 minutes (Paused)",
        "exited" => $"Exited ({ExitCode}) 5 minutes ago",
        "created" => "Created",
        _ => State,
    };

    /// <summary>Writes lines to its standard output.</summary>
    public void Print(params string[] lines)
    {
        foreach (var line in lines)
        {
            Log.Append(StdStream.Stdout, Encoding.UTF8.GetBytes(line + (Tty ? "\r\n" : "\n")));
        }
    }

    public void PrintError(string line) => Log.Append(Tty ? StdStream.Stdout : StdStream.Stderr, Encoding.UTF8.GetBytes(line + "\n"));

    public void Start()
    {
        State = "running";
        StartedAt = engine.Options.Clock.GetUtcNow();
        Emit("start");
    }

    /// <summary>The process ends by itself.</summary>
    public void Exit(int code = 0)
    {
        State = "exited";
        ExitCode = code;
        FinishedAt = engine.Options.Clock.GetUtcNow();
        Log.Complete();
        Emit("die", ("exitCode", code.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    public void Stop()
    {
        Emit("kill", ("signal", "15"));
        Exit(143);
        Emit("stop");
    }

    public void Kill(string signal)
    {
        Emit("kill", ("signal", signal));
        Exit(137);
    }

    public void Restart()
    {
        Stop();
        Start();
        Emit("restart");
    }

    public void Pause()
    {
        State = "paused";
        Emit("pause");
    }

    public void Unpause()
    {
        State = "running";
        Emit("unpause");
    }

    public void SetHealth(string health)
    {
        Health = health;
        Emit($"health_status: {health}");
    }

    public void Rename(string name)
    {
        var old = Name;
        Name = name;
        Emit("rename", ("oldName", "/" + old));
    }

    internal void Emit(string action, params (string Key, string Value)[] attributes)
    {
        var all = new Dictionary<string, string>(Labels) { ["name"] = Name, ["image"] = Image };
        foreach (var (key, value) in attributes)
        {
            all[key] = value;
        }

        engine.Events.Publish("container", action, Id, all);
    }
}

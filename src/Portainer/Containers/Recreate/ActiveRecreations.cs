using System.Collections.Concurrent;

namespace Portainer.Containers.Recreate;

/// <summary>The recreations this process is busy with, by their mark: what they leave in between is theirs to clean up.</summary>
internal sealed class ActiveRecreations
{
    private readonly ConcurrentDictionary<string, bool> _marks = new();

    public bool Contains(string mark) => _marks.ContainsKey(mark);

    public IDisposable Hold(string mark)
    {
        _marks[mark] = true;
        return new Held(() => _marks.TryRemove(mark, out _));
    }

    private sealed class Held(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}

namespace Portainer.Jobs;

/// <summary>What one open browser shows of the jobs: the drawer, the number beside its button, and which panels are on screen.</summary>
internal sealed class ActivityState
{
    private readonly List<int> _shown = [];
    private bool _isOpen;

    public event Action? Changed;

    /// <summary>The caller's jobs: running ones first, then the newest.</summary>
    public IReadOnlyList<Job> Jobs { get; private set; } = [];

    public int Running { get; private set; }

    public bool IsOpen
    {
        get => _isOpen;
        set
        {
            _isOpen = value;
            Changed?.Invoke();
        }
    }

    /// <summary>A panel of the job came on screen.</summary>
    public void Show(int id) => _shown.Add(id);

    public void Hide(int id) => _shown.Remove(id);

    public bool IsShown(int id) => _isOpen || _shown.Contains(id);

    public void Replace(IReadOnlyList<Job> jobs)
    {
        Jobs = [.. jobs.Where(job => job.IsRunning), .. jobs.Where(job => !job.IsRunning)];
        Running = jobs.Count(job => job.IsRunning);
        Changed?.Invoke();
    }
}

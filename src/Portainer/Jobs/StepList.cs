namespace Portainer.Jobs;

/// <summary>Steps in the order they were first heard of, each updated in place. Not thread-safe: <see cref="Job"/> locks.</summary>
internal sealed class StepList
{
    /// <summary>More rows than that nobody reads; an image has at most 127 layers.</summary>
    public const int Most = 500;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<JobStep> _steps = [];

    public IReadOnlyList<JobStep> All => [.. _steps];

    /// <summary>Steps that came after the list was full.</summary>
    public int Omitted { get; private set; }

    public (int Finished, int Known) Count() => (_steps.Count(step => step.Finished), _steps.Count);

    public void Put(JobStep step)
    {
        if (_places.TryGetValue(step.Id, out var place))
        {
            _steps[place] = step;
        }
        else if (_steps.Count < Most)
        {
            _places[step.Id] = _steps.Count;
            _steps.Add(step);
        }
        else
        {
            Omitted++;
        }
    }
}

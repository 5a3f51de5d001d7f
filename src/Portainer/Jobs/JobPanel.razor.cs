using Microsoft.AspNetCore.Components;
using Portainer.Fleet;
using Portainer.Ui;

namespace Portainer.Jobs;

/// <summary>A job as it runs and as it ended: steps, output, cancel, outcome. Put it wherever a job was started; leaving it ends nothing.</summary>
public sealed partial class JobPanel
{
    private Job? _job;
    private JobDetails _details = JobDetails.None;
    private bool _isSought;
    private bool? _showsOutput;
    // As it was looked at: a job that ends while it is drawn still has its last change to come.
    private bool _isRunning;
    private bool _wasRunning;
    private int? _announced;

    /// <summary>The job's id.</summary>
    [Parameter, EditorRequired]
    public int Id { get; set; }

    /// <summary>It is the page's only subject: the page's heading has its title.</summary>
    [Parameter]
    public bool Page { get; set; }

    /// <summary>The job ended while this was on screen.</summary>
    [Parameter]
    public EventCallback OnEnded { get; set; }

    [Inject]
    private Confirmations Confirmations { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private ActivityState Activity { get; set; } = null!;

    [Inject]
    private EngineNames Engines { get; set; } = null!;

    private protected override ChangeSignal? Followed => _isRunning ? _job!.Changes : null;

    private protected override TimeSpan Pace => TimeSpan.FromMilliseconds(150);

    private JobLook Look => JobLook.Of(_job!.State, _job.IsCancelling);

    private string Where => Engines.Name(Caller, _job!.Plan.EndpointId) is { } name ? $"{JobText.Kind(_job.Plan.Kind)} on {name}" : JobText.Kind(_job.Plan.Kind);

    private protected override async Task LookAsync()
    {
        if (_job?.Id != Id)
        {
            (_details, _showsOutput) = (JobDetails.None, null);
        }

        (_job, _isSought) = (Runner.Find(Caller, Id), true);
        _isRunning = _job is { IsRunning: true };
        if (_job is null)
        {
            return;
        }

        _details = await Runner.ReadAsync(Caller, Id, Leaving);
        if (_details.Output.Count > 0)
        {
            // Decided once: afterwards it is the reader's.
            _showsOutput ??= _details.Steps.Count == 0;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_announced != Id)
        {
            Hide();
            Activity.Show(Id);
            _announced = Id;
        }

        var ended = _wasRunning && !_isRunning;
        _wasRunning = _isRunning;
        if (ended)
        {
            await OnEnded.InvokeAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        Hide();
        base.Dispose(disposing);
    }

    private void Hide()
    {
        if (_announced is { } shown)
        {
            Activity.Hide(shown);
        }
    }

    private async Task CancelAsync()
    {
        if (await JobCancel.RunAsync(Runner, Caller, _job!, Confirmations, Toasts))
        {
            StateHasChanged();
        }
    }
}

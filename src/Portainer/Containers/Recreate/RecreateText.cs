namespace Portainer.Containers.Recreate;

/// <summary>What the activity panel says of each step, while it is done and afterwards.</summary>
internal static class RecreateText
{
    public static (string Doing, string Done) Of(RecreateStep step, RecreatePlan plan) => step switch
    {
        RecreateStep.Create => ("Creating the new container", "New container created"),
        RecreateStep.Stop => ($"Stopping the old {plan.Trace.Name}", $"Old {plan.Trace.Name} stopped"),
        RecreateStep.MoveOld => ($"Putting the old one aside as {plan.Trace.OldAlias}", "Old container put aside"),
        RecreateStep.MoveNew => ($"Giving the new one the name {plan.Trace.FinalName}", $"New container named {plan.Trace.FinalName}"),
        RecreateStep.Start => ($"Starting {plan.Trace.FinalName}", $"{plan.Trace.FinalName} started"),
        RecreateStep.Wait => ($"Waiting for {plan.Trace.FinalName} to run", $"{plan.Trace.FinalName} runs"),
        _ => ("Removing the old container", "Old container removed"),
    };
}

namespace Portainer.EndToEnd.Harness;

/// <summary>axe-core, which came with the build of the browser modules: what it finds against WCAG 2.1 A and AA on the page as it is now.</summary>
public static class Axe
{
    private const string Run = """
        async () => {
          const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
          const found = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
          return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`));
        }
        """;

    private static readonly Lazy<string> Script = new(() => File.ReadAllText(
        Path.Combine(Repository.Root, "src", "Portainer", "client", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>One line for each violation, none when all is well.</summary>
    public static async Task<string[]> ViolationsAsync(Visit visit)
    {
        // Evaluated, not added as a script: the pages' content security policy would refuse that.
        await visit.Page.EvaluateAsync($"() => {{ {Script.Value} }}");
        return await visit.Page.EvaluateAsync<string[]>(Run);
    }
}

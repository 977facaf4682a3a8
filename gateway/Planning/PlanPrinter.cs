using System.Text;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>Prints a plan for people and for tests: steps, what waits for what, and the documents sent.</summary>
internal static class PlanPrinter
{
    public static string Print(QueryPlan plan)
    {
        var text = new StringBuilder();
        foreach (var step in plan.Fetches.GroupBy(fetch => fetch.Step))
        {
            text.Append("step ").Append(step.Key).Append('\n');
            foreach (var fetch in step)
            {
                Print(text, fetch);
            }
        }
        return text.Length == 0 ? "nothing to fetch\n" : text.ToString();
    }

    private static void Print(StringBuilder text, Fetch fetch)
    {
        text.Append("  #").Append(fetch.Id).Append(' ').Append(fetch.Subgraph)
            .Append(fetch.DependsOn.Count == 0 ? "" : $" after #{string.Join(", #", fetch.DependsOn)}")
            .Append(fetch.MayBeShared ? ", shared" : "")
            .Append(fetch.RootPath.IsRoot ? "" : $" at {fetch.RootPath}")
            .Append('\n');
        foreach (var target in fetch.Entities.SelectMany(group => group.Targets))
        {
            text.Append("    for ").Append(target.TypeName ?? "each type")
                .Append(" { ").AppendJoin(' ', target.Representation).Append(" } at ").Append(target.Path)
                .Append(target.OnTypes is null ? "" : $"|{string.Join(',', target.OnTypes)}")
                .Append('\n');
        }
        foreach (var line in Printer.Print(Parser.Parse(fetch.Document)).TrimEnd().Split('\n'))
        {
            text.Append("    ").Append(line).Append('\n');
        }
    }
}

using Monitor.Gateway.Planning;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Tests.Planning;

/// <summary>Plans an operation on a supergraph file.</summary>
internal static class PlanOf
{
    public static QueryPlan Real(string query) => Of(RepositoryFiles.Supergraph, query);

    public static QueryPlan Small(
        string graph, string query, Dictionary<string, bool>? switches = null, bool keepsSharedApart = true) =>
        Of(RepositoryFiles.Graph(graph), query, switches, keepsSharedApart);

    private static QueryPlan Of(
        string file, string query, Dictionary<string, bool>? switches = null, bool keepsSharedApart = true)
    {
        var document = Parser.Parse(query);
        var planner = new QueryPlanner(SupergraphReader.Read(File.ReadAllText(file)), keepsSharedApart);
        return planner.Plan(
            document,
            document.Definitions.OfType<OperationDefinition>().Single(),
            variable => switches?[variable] ?? false);
    }
}

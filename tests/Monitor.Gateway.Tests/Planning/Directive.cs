namespace Monitor.Gateway.Tests.Planning;

/// <summary>Plans on the small supergraphs of single directives, Graphs/&lt;name&gt;.</summary>
internal static class Directive
{
    /// <summary>The whole plan as text, without a cache.</summary>
    public static string Plan(string graph, string query, Dictionary<string, bool>? switches = null) =>
        PlanOf.Small(graph, query, switches, keepsSharedApart: false).ToString();
}

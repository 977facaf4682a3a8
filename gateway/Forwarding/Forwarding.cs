using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Membership;
using Monitor.Gateway.Serving;
using Monitor.Gateway.Subgraphs;
using Monitor.Gateway.Supergraph;
using Monitor.Hosting;

namespace Monitor.Gateway.Forwarding;

/// <summary>
/// The HTTP addresses that outsiders may use beside /graphql: files out (<c>/exports/**</c>) and in
/// (<c>/imports/**</c>), each by a line of the settings. What no line names is not there.
/// </summary>
internal static class Forwarding
{
    /// <summary>Maps the lines, and an answer for what lies beside them.</summary>
    /// <param name="app">The gateway.</param>
    /// <param name="isAlone">Before other people's subgraphs: only what the settings name themselves.</param>
    public static void MapForwarding(this WebApplication app, bool isAlone)
    {
        var current = app.Services.GetRequiredService<CurrentGraph>();
        var graph = current.Now.Graph;
        var forwards = LinesOf(app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value, graph, isAlone);
        foreach (var forward in forwards)
        {
            var handler = new ForwardHandler(
                forward,
                () => current.Now.Graph.Subgraphs.FirstOrDefault(subgraph => subgraph.Name == forward.App),
                app.Services.GetRequiredService<ISubgraphTransport>(),
                app.Services.GetRequiredService<Callers>(),
                app.Services.GetRequiredService<ILogger<ForwardHandler>>());
            app.Lifetime.ApplicationStopped.Register(handler.Dispose);
            app.Map(forward.Prefix + "/{**rest}", handler.HandleAsync)
                .WithMetadata(new RequestSizeLimitAttribute(forward.BodyBytes))
                .DisableRequestTimeout()   // the line has its own
                .AnswersWithProblems();
        }

        foreach (var root in forwards.Select(forward => forward.Prefix[..forward.Prefix.IndexOf('/', 1)]).Distinct())
        {
            app.Map(root + "/{**rest}", context => ForwardHandler.NotFound().WriteAsync(context))
                .AnswersWithProblems();
        }
    }

    private static IReadOnlyList<Forward> LinesOf(GatewayOptions options, FederatedGraph graph, bool isAlone)
    {
        if (options.Forward is not { Count: > 0 } given)
        {
            // A part that is not in the supergraph is not there to be asked.
            return isAlone ? [] : [.. Forward.Own.Where(forward => IsServed(forward, graph))];
        }

        return given.FirstOrDefault(forward => !IsServed(forward, graph)) is { } lost
            ? throw new SupergraphException($"Gateway:Forward {lost.Prefix}: there is no subgraph {lost.App}.")
            : given;
    }

    private static bool IsServed(Forward forward, FederatedGraph graph) =>
        graph.Subgraphs.Any(subgraph => subgraph.Name == forward.App);
}

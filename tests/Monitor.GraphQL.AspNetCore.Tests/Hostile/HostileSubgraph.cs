using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.Execution;
using Monitor.Testing.Hostile;

namespace Monitor.GraphQL.AspNetCore.Tests.Hostile;

/// <summary>A subgraph in Production, on a real port, that counts what its resolvers are asked.</summary>
internal sealed class HostileSubgraph : IAsyncDisposable
{
    private WebApplication? app;
    private int calls;

    /// <summary>Resolver calls since the start.</summary>
    public int Calls => calls;

    public Uri Address { get; private set; } = null!;

    public static async Task<HostileSubgraph> StartAsync(HostileFile file)
    {
        var subgraph = new HostileSubgraph();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(file.ToSettings());
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSubgraph(HostileFile.Sdl, (binder, _) => subgraph.Bind(binder));
        subgraph.app = builder.Build();
        subgraph.app.MapGraphQL();
        await subgraph.app.StartAsync();
        subgraph.Address = new Uri(subgraph.app.Urls.Single());
        return subgraph;
    }

    public ValueTask DisposeAsync() => app!.DisposeAsync();

    private void Bind(Binder binder) => binder
        .Type<Town>("Town")
        .Type<Region>("Region")
        .Type<Connection>("TownConnection")
        .Type<Edge>("TownEdge")
        .Root<Town?>("Query.town", (context, _) => Count<Town?>(new Town(context.Argument<string>("code"))))
        .Root<Connection?>("Query.towns", (context, _) => Count<Connection?>(Towns(context)))
        .Root<IReadOnlyList<object>?>("Query.places", (_, _) => Count<IReadOnlyList<object>?>([new Town("1")]))
        .Root<string?>("Query.login", (_, _) => Count<string?>(null))
        .Root<bool?>("Query.invite", (_, _) => Count<bool?>(false))
        .Root<string?>("Query.mine", (context, _) => Count<string?>(context.User.Identity?.Name ?? "nobody"))
        .Root<string?>("Query.echo", (context, _) => Count<string?>(Echo(context)))
        .Root<Town?>("Mutation.rename", (context, _) => Count<Town?>(new Town(context.Argument<string>("code"))))
        .Stream<Town>("Subscription.renamed", (_, _) => Count(AsyncEnumerable.Empty<Town>()))
        .Field<Town, IReadOnlyList<Town>?>("Town.neighbours", (towns, _, _) => Each(towns, Neighbours))
        .Field<Town, int?>("Town.figure", (towns, context, _) => Each(towns, _ => (int?)context.Argument<int>("year")))
        .Entity<Town>("Town", (representations, _, _) => Each(representations, r => new Town(r.Get("code"))));

    private ValueTask<T> Count<T>(T answer)
    {
        Interlocked.Increment(ref calls);
        return ValueTask.FromResult(answer);
    }

    private ValueTask<IReadOnlyList<TAnswer>> Each<TParent, TAnswer>(
        IReadOnlyList<TParent> parents, Func<TParent, TAnswer> answer) =>
        Count<IReadOnlyList<TAnswer>>([.. parents.Select(answer)]);

    private static IReadOnlyList<Town>? Neighbours(Town town) => [new Town(town.Code)];

    private static Connection Towns(FieldContext context)
    {
        var first = context.Argument<int?>("first") ?? 0;
        var towns = Enumerable.Range(0, first).Select(i => new Town(i.ToString(CultureInfo.InvariantCulture))).ToList();
        return new Connection([.. towns.Select(town => new Edge(town))], towns);
    }

    private static string? Echo(FieldContext context) =>
        context.Argument<string?>("text")
        ?? context.Argument<int?>("number")?.ToString(CultureInfo.InvariantCulture)
        ?? context.Argument<double?>("real")?.ToString(CultureInfo.InvariantCulture);

    internal sealed record Town(string Code)
    {
        public string Name => $"Town {Code}";

        public Region Region { get; } = new("Here", []);
    }

    internal sealed record Region(string Name, IReadOnlyList<Town> Towns);

    internal sealed record Connection(IReadOnlyList<Edge> Edges, IReadOnlyList<Town> Nodes);

    internal sealed record Edge(Town Node);
}

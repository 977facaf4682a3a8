using Monitor.Gateway.Benchmarks.Contestants;
using Monitor.Gateway.Benchmarks.Floor;
using Monitor.Gateway.Benchmarks.Graph;
using Monitor.Gateway.Benchmarks.Queries;
using Monitor.Gateway.Benchmarks.Subgraphs;
using Monitor.Testing;

namespace Monitor.Gateway.Benchmarks.Tests;

/// <summary>Every contestant answers what one schema over the same data answers. How fast, no test says.</summary>
public sealed class FieldTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("monitor-bench-");
    private readonly SubgraphServer subgraphs = SubgraphServer.Start(new SubgraphServerOptions());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ours_and_the_floor_answer_every_query_right()
    {
        var queries = await ShopQuery.AllAsync();
        var addresses = ShopSupergraph.Addresses(subgraphs.Ports);
        var recipes = await Recording.MakeAsync(queries, addresses, folder.FullName, Token);

        Assert.All(recipes, recipe => Assert.Contains(queries, query => query.IsAnsweredBy(recipe.Answer)));
        await AnswersRightAsync(Field.Ours, queries, recipes);
        await AnswersRightAsync(Field.Floor, queries, recipes);
    }

    [Fact]
    public async Task The_waves_are_those_of_the_plan()
    {
        var queries = await ShopQuery.AllAsync();
        var recipes = await Recording.MakeAsync(
            queries, ShopSupergraph.Addresses(subgraphs.Ports), folder.FullName, Token);

        Assert.Equal(["accounts"], Subgraphs(recipes, queries, "simple"));
        Assert.Equal(["accounts", "reviews", "products"], Subgraphs(recipes, queries, "two-hop"));
        Assert.Equal(4, Subgraphs(recipes, queries, "deep").Count);
        Assert.Equal("accounts products", Subgraphs(recipes, queries, "deep")[0]);
    }

    [Fact]
    public async Task Those_that_run_on_Node_answer_every_query_right()
    {
        Assert.SkipUnless(LongForm.IsOn, "Their packages take 700 MB: ./monitor test --long");
        var queries = await ShopQuery.AllAsync();
        foreach (var contestant in Field.OfNode(await Field.Tool.PrepareAsync(Token)))
        {
            await AnswersRightAsync(contestant, queries, []);
        }
    }

    public void Dispose()
    {
        subgraphs.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task AnswersRightAsync(
        Contestant contestant, IReadOnlyList<ShopQuery> queries, IReadOnlyList<Recipe> recipes)
    {
        var file = Path.Combine(folder.FullName, "recipes.json");
        Recipe.WriteAll(file, recipes);
        var place = new Place(0, ShopSupergraph.Write(folder.FullName, "supergraph", subgraphs.Ports), file);
        await using var running = await RunningContestant.StartAsync(
            contestant, place, folder.FullName, isPinned: false, queries[0], Token);
        foreach (var query in queries)
        {
            Assert.True(query.IsAnsweredBy(await running.AskAsync(query, Token)), $"{contestant.Name}: {query.Name}");
        }
    }

    /// <summary>Names of the subgraphs that are asked, a text for each wave.</summary>
    private List<string> Subgraphs(IReadOnlyList<Recipe> recipes, IReadOnlyList<ShopQuery> queries, string name)
    {
        var names = ShopSupergraph.Addresses(subgraphs.Ports).ToDictionary(one => one.Value, one => one.Key);
        var body = queries.Single(query => query.Name == name).Body;
        return [.. recipes.Single(recipe => recipe.Body == body).Waves.Select(wave =>
            string.Join(' ', wave.Select(fetch => names[fetch.Url]).Order(StringComparer.Ordinal)))];
    }
}

using Monitor.GraphQL.Benchmarks.Engine;

namespace Monitor.GraphQL.Benchmarks.Tests;

/// <summary>What the benchmark measures is the same work on both sides. How fast it is, no test says.</summary>
public sealed class WorksTests
{
    [Fact]
    public async Task Both_sides_give_the_same_results()
    {
        var works = new Works();
        using var graphqlJs = await GraphqlJs.StartAsync(TestContext.Current.CancellationToken);
        graphqlJs.Load(works.Load);

        await EngineBenchmark.CompareAsync(works.All, graphqlJs);
    }

    [Fact]
    public async Task Another_result_is_told_with_its_place()
    {
        var works = new Works();
        var items = works.All.Single(work => work.Name == "execute: 1,000 objects of 10 fields");
        using var graphqlJs = await GraphqlJs.StartAsync(TestContext.Current.CancellationToken);
        graphqlJs.Load(works.Load);
        var changed = (await items.ResultAsync()).Replace("\"item-7\"", "\"item-8\"", StringComparison.Ordinal);

        var unequal = Assert.Throws<UnequalResultsException>(() => graphqlJs.Compare(items, changed));

        Assert.Contains("item-8", unequal.Message, StringComparison.Ordinal);
        Assert.Contains("item-7", unequal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_work_runs_on_both_sides_as_often_as_it_is_told()
    {
        var works = new Works();
        var parse = works.All[0];
        using var graphqlJs = await GraphqlJs.StartAsync(TestContext.Current.CancellationToken);
        graphqlJs.Load(works.Load);

        Assert.True(graphqlJs.Run(parse, times: 3) > TimeSpan.Zero);
        Assert.Equal(1, await parse.RunAsync());
    }
}

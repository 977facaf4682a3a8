using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Alone;

/// <summary>Other people's graphs and queries, of which nothing is known beforehand.</summary>
public sealed class ForeignGraphTests
{
    [Fact]
    public async Task Lists_within_lists_within_lists_are_an_ordinary_query()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.Gateway.AskAsync("""
            { me { reviews { product { reviews { author { reviews { product { reviews { author { reviews {
              product { reviews { author { reviews { product { reviews { author { name } } } } } } } } } } } } } } }
            } } }
            """);

        Assert.DoesNotContain("COST_TOO_HIGH", answer.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("QUERY_TOO_DEEP", answer.GetRawText(), StringComparison.Ordinal);
        Assert.True(answer.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task A_hundred_aliases_are_an_ordinary_query()
    {
        await using var shop = await Shop.OpenAsync();
        var fields = Enumerable.Range(0, 100).Select(number => $"a{number}: __typename");

        var answer = await shop.Gateway.AskAsync($"{{ {string.Join(' ', fields)} }}");

        Assert.Equal(100, answer.GetProperty("data").EnumerateObject().Count());
    }

    [Fact]
    public async Task Introspection_answers()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.Gateway.AskAsync("{ __schema { queryType { name } types { name } } }");

        Assert.Equal("Query", answer.GetProperty("data").GetProperty("__schema").GetProperty("queryType")
            .GetProperty("name").GetString());
        Assert.DoesNotContain("join__Graph", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subgraphs_hear_who_asks()
    {
        await using var shop = await Shop.OpenAsync();

        await shop.Gateway.AskAsync("{ me { name } }", headers: ("Authorization", "Basic c29tZWJvZHk6c2VjcmV0"));

        Assert.Equal("Basic c29tZWJvZHk6c2VjcmV0", shop["accounts"].Requests.Single().Headers.Authorization);
    }
}

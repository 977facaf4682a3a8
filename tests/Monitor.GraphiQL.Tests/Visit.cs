using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Monitor.GraphiQL.Tests;

/// <summary>A browser's tab with the page of a subgraph of its own.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly AskedSubgraph subgraph;

    private Visit(AskedSubgraph subgraph, IPage page)
    {
        this.subgraph = subgraph;
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public string Origin => subgraph.Origin;

    /// <summary>Addresses that the page asked for.</summary>
    public ConcurrentBag<string> Requests { get; } = [];

    /// <summary>What the console holds against the page: errors, and refusals by its own policy.</summary>
    public ConcurrentBag<string> Complaints { get; } = [];

    public static async Task<Visit> OpenAsync(Browser browser, string link = "")
    {
        var subgraph = await AskedSubgraph.StartAsync();
        var visit = new Visit(subgraph, await browser.NewPageAsync());
        await visit.Page.GotoAsync(subgraph.Origin + "/graphql" + link);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        await subgraph.DisposeAsync();
    }
}

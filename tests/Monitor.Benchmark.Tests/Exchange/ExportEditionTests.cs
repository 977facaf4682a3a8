using System.Net;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>
/// Files while a second edition comes: who pages goes on with the first, who asks anew gets the second.
/// </summary>
public sealed class ExportEditionTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    private const string Path = "/exports/benchmark/2017.csv?group=COUNTRY";

    [Fact]
    public async Task Pages_and_tags_tell_two_editions_apart()
    {
        var whole = await LinesAsync(Path);
        using var newest = await application.ExportAsync(Path);
        using var pinned = await application.ExportAsync(Path + "&edition=2017-1");
        using var page = await application.ExportAsync(Path + "&limit=20");

        await MakeEditionAsync();

        // Pages name the edition that they began with.
        var lines = (await page.Content.ReadAsStringAsync()).Split("\r\n")[..^1].ToList();
        for (var next = NextOf(page); next is not null;)
        {
            using var answer = await application.ExportAsync(next);
            lines.AddRange((await answer.Content.ReadAsStringAsync()).Split("\r\n")[1..^1]);
            next = NextOf(answer);
        }

        Assert.Equal(whole, lines);
        using var same = await application.ExportAsync(
            Path + "&edition=2017-1", null, ("If-None-Match", pinned.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);

        // What names none has another tag, another day and other rows.
        using var changed = await application.ExportAsync(
            Path, null, ("If-None-Match", newest.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(newest.Headers.ETag, changed.Headers.ETag);
        Assert.True(changed.Content.Headers.LastModified >= newest.Content.Headers.LastModified);
        var rows = (await changed.Content.ReadAsStringAsync()).Split("\r\n")[1..^1];
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.StartsWith("2017,2017-2,", row, StringComparison.Ordinal));
        Assert.All(whole.Skip(1), row => Assert.StartsWith("2017,2017-1,", row, StringComparison.Ordinal));
    }

    /// <summary>Twenty have withdrawn, and the institute leaves them out.</summary>
    private async Task MakeEditionAsync()
    {
        foreach (var response in DemonstrationRound.Of2017.Responses.Take(20))
        {
            await application.DeliverAsync("response.withdrawn", "questionnaire", new
            {
                responseId = response.ResponseId, revision = 1, round = 2017, municipality = response.Municipality,
            });
        }

        var looked = await application.AskAsAsync("institute", null, Mutation("dryRun: true"));
        var digest = $"{looked.Data["issueErratum"]!["digest"]}";
        var issued = await application.AskAsAsync("institute", null, Mutation($"digest: \"{digest}\""));
        Assert.Equal("2017-2", $"{issued.Data["issueErratum"]!["edition"]}");
    }

    private static string Mutation(string arguments) => $$"""
        mutation {
          issueErratum(round: 2017, text: "Twintig gemeenten trokken zich terug.", recalculate: true,
                       withoutWithdrawn: true, {{arguments}}) { edition digest } }
        """;

    private async Task<string[]> LinesAsync(string path)
    {
        using var answer = await application.ExportAsync(path);
        return (await answer.Content.ReadAsStringAsync()).Split("\r\n")[..^1];
    }

    private static string? NextOf(HttpResponseMessage answer) => answer.Headers
        .GetValues("Link").Single().Split(", ")
        .FirstOrDefault(link => link.EndsWith("rel=\"next\"", StringComparison.Ordinal))?
        .Split('>')[0][1..];
}

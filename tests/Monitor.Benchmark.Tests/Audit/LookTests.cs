using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Benchmark.Tests.Comparisons;
using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;
using static Monitor.Benchmark.Tests.Comparisons.NamesApplication;

namespace Monitor.Benchmark.Tests.Audit;

/// <summary>Every look at another's named data, and every file, is on record once: no more and no less.</summary>
public sealed class LookTests(NamesApplication application) : IClassFixture<NamesApplication>
{
    private static readonly int Requests = LongForm.IsOn ? 10_000 : 2_000;

    [Fact]
    public async Task Looks_and_files_are_on_record_one_to_one_with_the_requests()
    {
        var asked = new List<(string Trace, string Kind, string Municipalities)>();
        using var client = application.CreateClient("reader");
        for (var number = 0; number < Requests; number++)
        {
            var trace = string.Create(CultureInfo.InvariantCulture, $"a0b0{number:x28}");
            var person = application.PersonToken(Tubbergen, "reader");
            var coordinator = application.PersonToken(Enschede, "regional-coordinator");
            switch (number % 5)
            {
                case 0:
                    await SendAsync(client, person, trace, Named);
                    asked.Add((trace, "NAMED_DATA_READ", $"{Groningen},{Enschede},{Losser}"));
                    break;
                case 1:
                    await SendAsync(client, coordinator, trace, Sharing);
                    asked.Add((trace, "SHARED_SCORES_READ", $"{Hengelo},{Oldenzaal}"));
                    break;
                case 2:
                    await SendAsync(client, coordinator, trace, null);
                    asked.Add((trace, "EXPORTED", $"{Hengelo},{Oldenzaal}"));
                    break;
                case 3:
                    await SendAsync(client, person, trace, Sharing);   // refused: no look
                    break;
                default:
                    await SendAsync(client, person, trace, "{ __typename }");
                    break;
            }
        }

        var expected = asked.Select(each => $"{each.Trace} {each.Kind} {Sorted(each.Municipalities)}");
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            (await RecordedAsync("trace LIKE 'a0b0%'")).Order(StringComparer.Ordinal));
        Assert.Equal(
            asked.Count,
            await application.CountAsync("""
                SELECT count(DISTINCT a.id) FROM acts a JOIN outbox o ON o.topic = 'act.recorded'
                    AND o.data ->> 'act' = a.id::text AND o.data ->> 'trace' = a.trace
                WHERE a.trace LIKE 'a0b0%'
                """));
    }

    [Fact]
    public async Task The_own_name_alone_is_no_look()
    {
        using var client = application.CreateClient("reader");
        await SendAsync(
            client, application.PersonToken(Losser, "reader"), new string('e', 32),
            "query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Round { named(group: "
            + "{ kind: SIZE_CLASS, code: \"UNDER_25K\" }) { nodes { municipality { code } } } } } }");

        Assert.Empty(await RecordedAsync($"trace = '{new string('e', 32)}'"));
    }

    [Fact]
    public async Task A_look_that_cannot_be_recorded_is_not_answered()
    {
        await using var owner = application.Database.OpenAsOwner();
        await ExecuteAsync(owner, "REVOKE INSERT ON acts FROM benchmark_app");
        try
        {
            using var client = application.CreateClient("reader");
            var answer = await SendAsync(
                client, application.PersonToken(Tubbergen, "reader"), new string('f', 32), Named);
            Assert.DoesNotContain(Losser, answer, StringComparison.Ordinal);
            Assert.Contains("INTERNAL_ERROR", answer, StringComparison.Ordinal);
        }
        finally
        {
            await ExecuteAsync(owner, "GRANT INSERT ON acts TO benchmark_app");
        }
    }

    private const string Named =
        "query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Round { named { nodes { municipality "
        + "{ code } points } } } } }";

    private const string Sharing =
        "query ($regions: [_Any!]!) { _entities(representations: $regions) { ... on Region { sharing(round: 2017) "
        + "{ nodes { municipality { code } points } } } } }";

    /// <summary>A question, or (null) the file of those that share.</summary>
    private static async Task<string> SendAsync(HttpClient client, string token, string trace, string? query)
    {
        using var request = query is null
            ? new HttpRequestMessage(HttpMethod.Get, "/exports/regions/CA-GM0153/2017.csv")
            : new HttpRequestMessage(HttpMethod.Post, "/graphql")
            {
                Content = JsonContent.Create(new
                {
                    query,
                    variables = new Dictionary<string, object[]>
                    {
                        ["keys"] = [new { __typename = "Round", year = 2017 }],
                        ["regions"] = [new { __typename = "Region", code = "CA-GM0153" }],
                    },
                }),
            };
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<List<string>> RecordedAsync(string where) => ActingAs.Service.ReadAsync(
        application.Services.GetRequiredService<NpgsqlDataSource>(),
        new NpgsqlBatchCommand(
            $"SELECT trace || ' ' || kind || ' ' || array_to_string(municipalities, ',') FROM acts WHERE {where}"),
        row => row.GetString(0),
        CancellationToken.None);

    private static string Sorted(string codes) => string.Join(',', codes.Split(',').Order(StringComparer.Ordinal));

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
#pragma warning disable CA2100 // The test's own text.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

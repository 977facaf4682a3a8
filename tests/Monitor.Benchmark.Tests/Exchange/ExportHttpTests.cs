using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>Files over HTTP: who gets them, forms, validators, pages and problems.</summary>
public sealed class ExportHttpTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    private const string Aggregates = "/exports/benchmark/2017.csv";
    private const string Small = "/exports/benchmark/2017.csv?group=COUNTRY&objective=all"
        + "&components=ANCHORING_CONTENT_REACH&statistic=n,band_count";

    [Fact]
    public async Task What_is_public_needs_no_token_and_says_where_it_may_be_kept()
    {
        using var answer = await application.ExportAsync(Small);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv; charset=utf-8; header=present", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("benchmark-2017-1.csv", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal("public, max-age=300", answer.Headers.CacheControl!.ToString());
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.ToString());
        Assert.False(answer.Headers.ETag!.IsWeak);
        Assert.NotNull(answer.Content.Headers.LastModified);
        Assert.Equal(
            """
            round,release,group_kind,group_code,group_size_class,group_label,objective,
            components,statistic,category,value,unit,maximum,n,reason,generated
            2017,2017-1,COUNTRY,,,Nederland,,,n,,169,MUNICIPALITIES,,169,,true
            2017,2017-1,COUNTRY,,,Nederland,,ANCHORING_CONTENT_REACH,band_count,RED,31,MUNICIPALITIES,100,169,,true
            2017,2017-1,COUNTRY,,,Nederland,,ANCHORING_CONTENT_REACH,band_count,ORANGE,133,MUNICIPALITIES,100,169,,true
            2017,2017-1,COUNTRY,,,Nederland,,ANCHORING_CONTENT_REACH,band_count,GREEN,5,MUNICIPALITIES,100,169,,true

            """.Replace("objective,\n", "objective,", StringComparison.Ordinal).ReplaceLineEndings("\r\n"),
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_program_needs_the_scope_and_a_person_none()
    {
        using var scoped = await application.ExportAsync(Small, application.MachineToken(null, "benchmark:read"));
        using var person = await application.ExportAsync(Small, application.PersonToken("GM0153", "reader"));
        using var other = await application.ExportAsync(Small, application.MachineToken("GM0153", "figures:read"));

        Assert.Equal([200, 200, 403], new[] { scoped, person, other }.Select(a => (int)a.StatusCode));
        Assert.Equal(
            "Bearer error=\"insufficient_scope\", scope=\"benchmark:read\"", other.Headers.WwwAuthenticate.ToString());
        var problem = await ProblemAsync(other);
        Assert.Equal("INSUFFICIENT_SCOPE", problem["code"]!.GetValue<string>());
        Assert.Equal("benchmark:read", problem["scope"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("xlsx")]
    public async Task The_same_state_has_the_same_bytes_and_tag_and_is_not_sent_twice(string form)
    {
        var path = $"/exports/benchmark/2017.{form}?group=SIZE_CLASS";
        using var first = await application.ExportAsync(path);
        using var second = await application.ExportAsync(path);
        var tag = first.Headers.ETag!.ToString();
        using var unchanged = await application.ExportAsync(path, null, ("If-None-Match", $"\"other\", {tag}"));
        using var changed = await application.ExportAsync(path, null, ("If-None-Match", "\"other\""));
        using var since = await application.ExportAsync(
            path, null, ("If-Modified-Since", first.Content.Headers.LastModified!.Value.ToString("R")));

        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(tag, second.Headers.ETag!.ToString());
        Assert.Equal([304, 200, 304], new[] { unchanged, changed, since }.Select(a => (int)a.StatusCode));
        Assert.Equal(tag, unchanged.Headers.ETag!.ToString());
        Assert.Equal("", await unchanged.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Another_filter_form_round_or_coding_has_another_tag()
    {
        string[] paths =
        [
            Aggregates, Small, "/exports/benchmark/2017.json", "/exports/benchmark/2014.csv",
            "/exports/frequencies/2017.csv", Aggregates + "?limit=5", Aggregates + "?bom=true",
        ];
        var tags = new List<string>();
        foreach (var path in paths)
        {
            using var answer = await application.ExportAsync(path);
            using var packed = await application.ExportAsync(path, null, ("Accept-Encoding", "gzip"));
            tags.Add(answer.Headers.ETag!.ToString());
            tags.Add(packed.Headers.ETag!.ToString());
        }

        Assert.Equal(2 * paths.Length, tags.Distinct().Count());
    }

    [Fact]
    public async Task Who_takes_gzip_gets_the_same_text_packed()
    {
        using var plain = await application.ExportAsync(Aggregates);
        using var packed = await application.ExportAsync(Aggregates, null, ("Accept-Encoding", "br, gzip;q=0.5"));
        using var refused = await application.ExportAsync(Aggregates, null, ("Accept-Encoding", "gzip;q=0"));
        using var sheet = await application.ExportAsync(
            "/exports/benchmark/2017.xlsx?group=COUNTRY", null, ("Accept-Encoding", "gzip"));

        Assert.Equal("gzip", packed.Content.Headers.ContentEncoding.Single());
        Assert.Empty(refused.Content.Headers.ContentEncoding);
        Assert.Empty(sheet.Content.Headers.ContentEncoding);
        using var text = new StreamReader(new GZipStream(
            await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await text.ReadToEndAsync());
    }

    [Fact]
    public async Task Pages_link_to_each_other_and_together_are_the_whole()
    {
        var whole = await LinesAsync("/exports/benchmark/2014.csv?statistic=mean");
        var lines = new List<string>(whole[..1]);
        var path = "/exports/benchmark/2014.csv?statistic=mean&limit=300";
        var pages = 0;
        string? before = null;
        while (path is not null)
        {
            using var answer = await application.ExportAsync(path);
            var links = LinksOf(answer);
            lines.AddRange((await answer.Content.ReadAsStringAsync()).Split("\r\n")[1..^1]);
            Assert.Contains("edition=2014-1", links["first"], StringComparison.Ordinal);
            Assert.Equal(pages == 0, !links.ContainsKey("prev"));
            if (pages == 1)
            {
                Assert.Equal(links["first"], links["prev"]);
            }

            before = path;
            path = links.GetValueOrDefault("next")!;
            pages++;
            Assert.True(pages < 20);
        }

        Assert.True(pages > 2);
        Assert.Equal(whole, lines);
        Assert.Equal(before, LinksOf(await application.ExportAsync(before!))["last"]);
    }

    [Fact]
    public async Task A_whole_file_has_no_links() => Assert.False(
        (await application.ExportAsync(Aggregates)).Headers.Contains("Link"));

    [Theory]
    [InlineData("/exports/benchmark/2016.csv", 404, "NOT_FOUND")]
    [InlineData("/exports/benchmark/2018.csv", 404, "NOT_FOUND")]
    [InlineData("/exports/benchmark/2017.csv?edition=2017-9", 404, "NOT_FOUND")]
    [InlineData("/exports/benchmark/2017.csv?edition=2014-1", 404, "NOT_FOUND")]
    [InlineData("/exports/benchmark/2017.csv?groups=COUNTRY", 400, "BAD_PARAMETER")]
    [InlineData("/exports/benchmark/2017.csv?group=PROVINCE", 400, "BAD_PARAMETER")]
    [InlineData("/exports/benchmark/2017.csv?objective=child-abuse-11", 400, "BAD_PARAMETER")]
    [InlineData("/exports/benchmark/2017.csv?components=EVERYTHING", 400, "BAD_PARAMETER")]
    [InlineData("/exports/benchmark/2017.csv?statistic=maximum", 400, "BAD_PARAMETER")]
    [InlineData("/exports/benchmark/2017.csv?limit=0", 400, "BAD_PARAMETER")]
    [InlineData("/exports/benchmark/2017.csv?limit=1000001", 400, "BAD_PARAMETER")]
    [InlineData("/exports/benchmark/2017.csv?offset=-1", 400, "BAD_PARAMETER")]
    [InlineData("/exports/benchmark/2017.csv?limit=5&limit=6", 400, "BAD_PARAMETER")]
    [InlineData("/exports/benchmark/2017.csv?bom=yes", 400, "BAD_PARAMETER")]
    public async Task What_cannot_be_is_a_problem_with_a_stable_code(string path, int status, string code)
    {
        using var answer = await application.ExportAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var problem = await ProblemAsync(answer);
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.Equal(code == "BAD_PARAMETER", problem["parameter"] is not null);
    }

    [Fact]
    public async Task A_head_has_the_headers_of_the_file_and_no_body()
    {
        using var whole = await application.ExportAsync(Aggregates);
        using var head = await application.HeadAsync(Aggregates);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal("", await head.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_byte_order_mark_comes_only_when_asked_for()
    {
        using var without = await application.ExportAsync(Small);
        using var with = await application.ExportAsync(Small + "&bom=true");

        Assert.Equal((byte)'r', (await without.Content.ReadAsByteArrayAsync())[0]);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'r'], (await with.Content.ReadAsByteArrayAsync())[..4]);
    }

    private async Task<string[]> LinesAsync(string path)
    {
        using var answer = await application.ExportAsync(path);
        return (await answer.Content.ReadAsStringAsync()).Split("\r\n")[..^1];
    }

    private static Dictionary<string, string> LinksOf(HttpResponseMessage answer) => answer.Headers
        .GetValues("Link").Single().Split(", ").Select(link => link.Split(">; rel="))
        .ToDictionary(parts => parts[1].Trim('"'), parts => parts[0][1..]);

    private static async Task<JsonNode> ProblemAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}

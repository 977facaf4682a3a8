using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Forwarding;
using Monitor.Gateway.Supergraph;
using Monitor.Gateway.Tests.Execution;
using Monitor.Testing;

namespace Monitor.Gateway.Tests.Forwarding;

/// <summary>The HTTP addresses beside /graphql, before a real service behind real HTTP.</summary>
public sealed class ForwardingTests : IAsyncLifetime
{
    private const int Mebibyte = 1024 * 1024;
    private readonly ConcurrentQueue<string> asked = new();
    private TestSubgraph service = null!;
    private TestGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        service = await TestSubgraph.StartAsync("areas");
        service.Beside = context =>
        {
            asked.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            return context.Response.WriteAsync("fine");
        };
        gateway = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task A_file_comes_through_with_the_callers_token_and_is_kept_nowhere()
    {
        IHeaderDictionary headers = new HeaderDictionary();
        service.Beside = context =>
        {
            headers = new HeaderDictionary(context.Request.Headers.ToDictionary());
            asked.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            context.Response.ContentType = "text/csv; charset=utf-8";
            context.Response.Headers.ContentDisposition = "attachment; filename=\"a.csv\"";
            context.Response.Headers.CacheControl = "public, max-age=3600";
            context.Response.Headers.SetCookie = "a=b";
            return context.Response.WriteAsync("a;b\r\n");
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/answers/GM0363/2017.csv?labels=true");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "of-the-caller");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("monitor-direct-key", "guessed");
        request.Headers.Add("Cookie", "c=d");

        using var answer = await SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("a;b\r\n", await TextAsync(answer));
        Assert.Equal(["GET /exports/answers/GM0363/2017.csv?labels=true"], asked);
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment; filename=\"a.csv\"", answer.Content.Headers.ContentDisposition?.ToString());
        HasSafeHeaders(answer);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("Bearer of-the-caller", headers.Authorization.ToString());
        Assert.DoesNotContain(
            headers.Keys, name => name is "Cookie" or "X-Forwarded-For" or "monitor-direct-key");
    }

    [Fact]
    public async Task A_line_of_public_files_passes_validators_links_and_caching()
    {
        var known = "";
        service.Beside = context =>
        {
            known = $"{context.Request.Headers.IfNoneMatch} {context.Request.Headers.AcceptEncoding}";
            context.Response.Headers.ETag = "\"a\"";
            context.Response.Headers.LastModified = "Mon, 01 Jul 2019 08:00:00 GMT";
            context.Response.Headers.Link = "</exports/figures.json?offset=5>; rel=\"next\"";
            context.Response.Headers.Vary = "Accept-Encoding";
            context.Response.Headers.CacheControl = "public, max-age=300";
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("packed");
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/figures.json");
        request.Headers.Add("If-None-Match", "\"b\"");
        request.Headers.Add("Accept-Encoding", "gzip");
        using var answer = await SendAsync(request);

        Assert.Equal("\"b\" gzip", known);
        Assert.Equal("\"a\"", answer.Headers.ETag?.ToString());
        Assert.Equal(new DateTimeOffset(2019, 7, 1, 8, 0, 0, TimeSpan.Zero), answer.Content.Headers.LastModified);
        Assert.Equal("</exports/figures.json?offset=5>; rel=\"next\"", answer.Headers.GetValues("Link").Single());
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
        Assert.Equal("public, max-age=300", answer.Headers.CacheControl?.ToString());
        Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
    }

    [Fact]
    public async Task What_is_unchanged_is_said_to_be_and_a_head_has_no_body()
    {
        service.Beside = context =>
        {
            asked.Enqueue(context.Request.Method);
            context.Response.Headers.ETag = "\"a\"";
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "\"a\"" ? 304 : 200;
            return Task.CompletedTask;
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/figures.json");
        request.Headers.Add("If-None-Match", "\"a\"");
        using var unchanged = await SendAsync(request);
        using var head = await SendAsync(new HttpRequestMessage(HttpMethod.Head, "/exports/figures.json"));

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal("\"a\"", unchanged.Headers.ETag?.ToString());
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(["GET", "HEAD"], asked);
    }

    [Fact]
    public async Task A_large_body_goes_through_as_it_was_sent()
    {
        var sent = RandomNumberGenerator.GetBytes(6 * Mebibyte);
        string? type = null;
        service.Beside = async context =>
        {
            type = context.Request.ContentType;
            await context.Response.WriteAsync(Convert.ToHexString(await SHA256.HashDataAsync(context.Request.Body)));
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports/responses?round=2017")
        {
            Content = new ByteArrayContent(sent) { Headers = { ContentType = new("text/csv") } },
        };

        using var answer = await SendAsync(request);

        Assert.Equal(Convert.ToHexString(SHA256.HashData(sent)), await TextAsync(answer));
        Assert.Equal("text/csv", type);
    }

    [Fact]
    public async Task An_answer_arrives_piece_by_piece()
    {
        var mayEnd = new TaskCompletionSource();
        service.Beside = async context =>
        {
            await context.Response.WriteAsync("half\n");
            await context.Response.Body.FlushAsync();
            await mayEnd.Task;
            await context.Response.WriteAsync("whole\n");
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/answers/x.csv");
        using var answer = await SendAsync(request);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));

        Assert.Equal("half", await lines.ReadLineAsync(Token));
        mayEnd.SetResult();
        Assert.Equal("whole", await lines.ReadLineAsync(Token));
        Assert.Null(await lines.ReadLineAsync(Token));
    }

    [Theory]
    [InlineData("/exports")]
    [InlineData("/exports/other/x.csv")]
    [InlineData("/exports/answersheets/x.csv")]
    [InlineData("/imports/areas")]
    [InlineData("/internal/areas")]
    [InlineData("/events")]
    [InlineData("/dapr/subscribe")]
    public async Task What_no_line_names_is_not_there(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(asked);
        if (path.StartsWith("/exports/", StringComparison.Ordinal))
        {
            await IsProblemAsync(answer, 404, "NOT_FOUND");
        }
    }

    [Theory]
    [InlineData("/exports/answers/../../internal/areas")]
    [InlineData("/exports/answers/../research/2017.csv")]
    [InlineData("/exports/answers/%2e%2e/%2e%2e/internal/areas")]
    [InlineData("/exports/answers/..%2f..%2finternal%2fareas")]
    [InlineData("/exports/answers/%2E%2E%5cinternal")]
    [InlineData("/exports/answers//internal")]
    [InlineData("/exports/answers/./x.csv")]
    [InlineData("/exports/answers/x.csv/")]
    [InlineData("/exports/answers/a%00b")]
    [InlineData("/exports/answers/a;b=c")]
    [InlineData("/exports/answers/caf%C3%A9")]
    [InlineData("/exports/%61nswers/x.csv")]
    [InlineData("/internal/../exports/answers/x.csv")]
    [InlineData("//exports/answers/x.csv")]
    public async Task A_path_that_could_be_read_in_two_ways_reaches_no_service(string path)
    {
        var address = new Uri(
            gateway.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) + path,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = await SendAsync(request);

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound);
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("/a/b-c_d.e~f", true)]
    [InlineData("/a?b=%2F..%2F", true)]
    [InlineData("/a/..b", true)]
    [InlineData("/", false)]
    [InlineData("", false)]
    [InlineData("/a/", false)]
    [InlineData("/a/..?b", false)]
    [InlineData("/a\\b", false)]
    [InlineData("/a%41", false)]
    [InlineData("http://elsewhere/exports/answers", false)]
    public void A_plain_path_is_known(string target, bool isPlain) =>
        Assert.Equal(isPlain, ForwardedPath.IsPlain(target));

    [Fact]
    public async Task A_method_that_is_not_named_is_refused_with_those_that_are()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/exports/answers/x.csv");
        using var answer = await SendAsync(request);

        await IsProblemAsync(answer, 405, "METHOD_NOT_ALLOWED");
        Assert.Equal("GET", answer.Content.Headers.Allow.Single());
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_refused_with_and_without_a_length(bool hasLength)
    {
        service.Beside = async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            asked.Enqueue("whole");
        };
        HttpContent body = hasLength
            ? new ByteArrayContent(new byte[(8 * Mebibyte) + 1])
            : new UnmeasuredContent((8 * Mebibyte) + 1);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports/responses") { Content = body };
        request.Headers.ExpectContinue = true;   // as curl does: ask before sending so much
        using var answer = await SendAsync(request);

        await IsProblemAsync(answer, 413, "BODY_TOO_LARGE");
        Assert.Empty(asked);
    }

    [Fact]
    public async Task A_body_where_none_is_taken_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/answers/x.csv")
        {
            Content = new StringContent("a"),
        };
        using var answer = await SendAsync(request);

        await IsProblemAsync(answer, 413, "BODY_TOO_LARGE");
    }

    [Fact]
    public async Task A_service_that_takes_too_long_costs_a_timeout()
    {
        service.Beside = context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/research/2017.csv");
        using var answer = await SendAsync(request);

        await IsProblemAsync(answer, 504, "TIMEOUT");
    }

    [Fact]
    public async Task More_at_once_than_there_are_places_is_refused_until_one_is_free()
    {
        var entered = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        service.Beside = async context =>
        {
            entered.TrySetResult();
            await mayEnd.Task;
        };
        using var first = new HttpRequestMessage(HttpMethod.Post, "/imports/responses");
        var running = SendAsync(first);
        await entered.Task;

        using var second = new HttpRequestMessage(HttpMethod.Post, "/imports/responses");
        using var refused = await SendAsync(second);
        await IsProblemAsync(refused, 503, "OVERLOADED");
        Assert.Equal("1", refused.Headers.RetryAfter?.ToString());

        mayEnd.SetResult();
        using var done = await running;
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        using var third = new HttpRequestMessage(HttpMethod.Post, "/imports/responses");
        using var next = await SendAsync(third);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task An_answer_over_the_limit_is_broken_off()
    {
        service.Beside = context => context.Response.WriteAsync(new string('a', 3 * Mebibyte));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/research/2017.csv");

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var answer = await SendAsync(request);
            await TextAsync(answer);
        });
    }

    [Fact]
    public async Task A_problem_of_the_service_is_its_answer()
    {
        service.Beside = async context =>
        {
            context.Response.StatusCode = 403;
            context.Response.ContentType = "application/problem+json";
            await context.Response.WriteAsync("""{"status":403,"code":"NOT_YOURS","detail":"Not yours."}""");
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/answers/x.csv");
        using var answer = await SendAsync(request);

        Assert.Equal("""{"status":403,"code":"NOT_YOURS","detail":"Not yours."}""", await TextAsync(answer));
        HasSafeHeaders(answer);
    }

    [Fact]
    public async Task A_list_of_what_is_wrong_with_a_file_is_its_answer_too()
    {
        service.Beside = async context =>
        {
            context.Response.StatusCode = 422;
            context.Response.ContentType = "text/csv";
            await context.Response.WriteAsync("line;code");
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports/responses");
        using var answer = await SendAsync(request);

        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Equal("line;code", await TextAsync(answer));
        HasSafeHeaders(answer);
    }

    [Theory]
    [InlineData(500, 502, "SUBGRAPH_UNAVAILABLE")]
    [InlineData(302, 502, "SUBGRAPH_UNAVAILABLE")]
    [InlineData(403, 502, "SUBGRAPH_UNAVAILABLE")]
    [InlineData(404, 404, "NOT_FOUND")]
    [InlineData(413, 413, "BODY_TOO_LARGE")]
    public async Task Another_failure_of_the_service_keeps_its_words_to_itself(int status, int told, string code)
    {
        service.Beside = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html";
            context.Response.Headers.Location = "http://127.0.0.1:1/secret";
            await context.Response.WriteAsync("<h1>secret</h1>");
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/answers/x.csv");
        using var answer = await SendAsync(request);

        Assert.DoesNotContain("secret", await IsProblemAsync(answer, told, code), StringComparison.Ordinal);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task A_service_that_is_away_is_said_to_be()
    {
        await service.StopAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/answers/x.csv");
        using var answer = await SendAsync(request);

        await IsProblemAsync(answer, 502, "SUBGRAPH_UNAVAILABLE");
    }

    [Fact]
    public async Task A_page_of_a_service_keeps_its_policy_and_stands_in_no_frame()
    {
        service.Beside = context =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            return context.Response.WriteAsync("<p>");
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/answers/x.html");
        using var answer = await SendAsync(request);

        Assert.Equal(
            ["default-src 'none'; style-src 'unsafe-inline'", "frame-ancestors 'none'"],
            answer.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public async Task Through_the_sidecar_it_goes_to_the_app_and_a_forged_token_goes_nowhere()
    {
        using var issuer = TestIssuer.Outer();
        string? authorization = null;
        service.Beside = async context =>
        {
            authorization = context.Request.Headers.Authorization;
            asked.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            await context.Request.Body.CopyToAsync(context.Response.Body);
        };
        await using var sidecar = await TestSidecar.StartAsync(service);
        var settings = Settings();
        settings["DAPR_HTTP_PORT"] = sidecar.Port.ToString(CultureInfo.InvariantCulture);
        settings["DAPR_API_TOKEN"] = TestSidecar.Token;
        settings["Access:AnyCaller"] = "true";
        foreach (var (name, value) in issuer.Settings)
        {
            settings[name] = value;
        }

        await using var behind = await TestGateway.StartAsync("figures", [], settings, "dapr");
        var token = issuer.Token(null, "institute");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports/responses?round=2017")
        {
            Content = new StringContent("a,b", Encoding.UTF8, "text/csv"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await behind.Http.SendAsync(request, Token);
        Assert.Equal("a,b", await TextAsync(answer));
        Assert.Equal("Bearer " + token, authorization);
        Assert.Equal(["POST /imports/responses?round=2017"], asked);

        using var forged = new HttpRequestMessage(HttpMethod.Get, "/exports/answers/x.csv");
        forged.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token[..^2] + "AA");
        using var refused = await behind.Http.SendAsync(forged, Token);
        await IsProblemAsync(refused, 401, "UNAUTHENTICATED");
        Assert.Single(asked);
    }

    [Theory]
    [InlineData("Prefix", "/graphql/x")]
    [InlineData("Prefix", "/internal/areas")]
    [InlineData("Prefix", "/exports")]
    [InlineData("Prefix", "/exports/{id}")]
    [InlineData("Methods:0", "TRACE")]
    [InlineData("BodyBytes", "-1")]
    [InlineData("Timeout", "00:00:00")]
    [InlineData("Concurrent", "0")]
    public async Task A_line_that_cannot_be_stops_the_start(string name, string value)
    {
        var settings = Settings();
        settings["Gateway:Forward:0:" + name] = value;

        await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(settings));
    }

    [Fact]
    public async Task A_line_of_an_app_that_the_graph_does_not_know_stops_the_start()
    {
        var settings = Settings();
        settings["Gateway:Forward:0:App"] = "elsewhere";

        await Assert.ThrowsAsync<SupergraphException>(() => StartAsync(settings));
    }

    [Fact]
    public void The_lines_for_our_own_services_hold() =>
        Assert.All(Forward.Own, forward => Assert.Null(forward.Fault));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<TestGateway> StartAsync(Dictionary<string, string?>? settings = null) =>
        TestGateway.StartAsync("figures", [service], settings ?? Settings());

    private static Dictionary<string, string?> Settings() => new()
    {
        ["Gateway:Forward:0:Prefix"] = "/exports/answers",
        ["Gateway:Forward:0:App"] = "areas",
        ["Gateway:Forward:1:Prefix"] = "/exports/research",
        ["Gateway:Forward:1:App"] = "areas",
        ["Gateway:Forward:1:Timeout"] = "00:00:00.3",
        ["Gateway:Forward:1:AnswerBytes"] = "1048576",
        ["Gateway:Forward:2:Prefix"] = "/imports/responses",
        ["Gateway:Forward:2:App"] = "areas",
        ["Gateway:Forward:2:Methods:0"] = "POST",
        ["Gateway:Forward:2:BodyBytes"] = "8388608",
        ["Gateway:Forward:2:Concurrent"] = "1",
        ["Gateway:Forward:3:Prefix"] = "/exports/figures.json",
        ["Gateway:Forward:3:App"] = "areas",
        ["Gateway:Forward:3:Methods:0"] = "GET",
        ["Gateway:Forward:3:Methods:1"] = "HEAD",
        ["Gateway:Forward:3:Cacheable"] = "true",
    };

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Token);

    /// <summary>The problem's text.</summary>
    private static async Task<string> IsProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.ToString());
        HasSafeHeaders(answer);
        var text = await TextAsync(answer);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        return text;
    }

    private static void HasSafeHeaders(HttpResponseMessage answer)
    {
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(
            "default-src 'none'; frame-ancestors 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    /// <summary>Bytes that do not say beforehand how many they are.</summary>
    private sealed class UnmeasuredContent(int bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            stream.WriteAsync(new byte[bytes]).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

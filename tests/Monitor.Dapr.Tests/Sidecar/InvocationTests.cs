using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

using Microsoft.AspNetCore.Http;

using Monitor.Sidecar;

namespace Monitor.Dapr.Tests;

/// <summary>Service invocation as daprd does it: dapr.io "service invocation API", and its source.</summary>
public sealed class InvocationTests
{
    [Fact]
    public async Task Method_path_query_headers_and_body_reach_the_callee_and_its_answer_comes_back()
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(EchoAsync);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1.0/invoke/callee/method/a/b?x=1&y=%20z")
        {
            Content = new StringContent("the body", Encoding.UTF8, "text/plain"),
        };
        request.Headers.Add("Authorization", "Bearer abc");
        request.Headers.Add("X-Many", ["one", "two"]);
        request.Headers.Add("dapr-caller-app-id", "somebody-else");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        using var response = await sidecar.Caller.SendAsync(request);
        var seen = await response.Content.ReadFromJsonAsync<Seen>();

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("yes", response.Headers.GetValues("x-answer").Single());
        Assert.Equal("PUT", seen!.Method);
        Assert.Equal("/a/b?x=1&y=%20z", seen.Target);
        Assert.Equal("the body", seen.Body);
        Assert.Equal("Bearer abc", seen.Headers["authorization"]);
        Assert.Equal("one, two", seen.Headers["x-many"]);
        Assert.Equal("caller", seen.Headers["dapr-caller-app-id"]);
        Assert.Equal("callee", seen.Headers["dapr-callee-app-id"]);
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", seen.Headers["traceparent"]);
        Assert.DoesNotContain("dapr-app-id", seen.Headers.Keys);
    }

    [Theory]
    [InlineData("/v1.0/invoke/callee/method/a/../b//c/", "/b/c")]
    [InlineData("/v1.0/invoke/callee/method/../../secret", "/secret")]
    [InlineData("/v1.0/invoke/callee/method/a%20b", "/a%20b")]
    [InlineData("/v1.0/invoke/callee.default/method/x", "/x")]
    public async Task Paths_are_decoded_and_cleaned(string called, string seen)
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(EchoAsync);

        Assert.Equal(seen, (await AskRawAsync(sidecar, called)).Target);
    }

    [Fact]
    public async Task An_app_may_be_named_by_header_or_by_basic_authorization()
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(EchoAsync);

        using var byHeader = new HttpRequestMessage(HttpMethod.Get, "/x/y?z=1");
        byHeader.Headers.Add("dapr-app-id", "callee");
        using var byBasic = new HttpRequestMessage(HttpMethod.Get, "/x/y?z=1");
        byBasic.Headers.Add(
            "Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("dapr-app-id:callee")));

        foreach (var request in new[] { byHeader, byBasic })
        {
            using var response = await sidecar.Caller.SendAsync(request);
            Assert.Equal("/x/y?z=1", (await response.Content.ReadFromJsonAsync<Seen>())!.Target);
        }
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_callees_own_answer_comes_back_whatever_its_status(int status)
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = "/elsewhere";
            return http.Response.WriteAsync("its own words");
        });

        using var response = await sidecar.Caller.GetAsync(
            new Uri("/v1.0/invoke/callee/method/x", UriKind.Relative));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("its own words", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/v1.0/invoke/nobody/method/x", 500, "id: nobody, err: couldn't find service: nobody")]
    [InlineData("/v1.0/invoke/caller/method/x", 500, "failed to invoke, id: caller")]   // its app does not run
    [InlineData("/v1.0/invoke/callee/method/a%3Fb", 500, "invalid method name")]
    [InlineData("/unknown", 404, "failed getting app id")]
    public async Task A_call_that_fails_itself_is_dapr_s_own_error(string path, int status, string message)
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(EchoAsync);

        using var response = await sidecar.Caller.GetAsync(new Uri(path, UriKind.Relative));
        var error = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("ERR_DIRECT_INVOKE", error.GetProperty("errorCode").GetString());
        Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callee_slower_than_the_timeout_policy_is_an_error_of_the_call()
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(
            http => http.Request.Path == "/x"
                ? Task.Delay(TimeSpan.FromSeconds(20), http.RequestAborted)
                : Task.CompletedTask,
            new() { ["resiliency.yaml"] = Resiliency("timeouts: { t: 200ms }", "{ timeout: t }") });

        using var response = await sidecar.Caller.GetAsync(
            new Uri("/v1.0/invoke/callee/method/x", UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains(
            "context deadline exceeded", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_policy_repeats_with_the_same_body()
    {
        var bodies = new List<string>();
        await using var sidecar = await SidecarUnderTest.StartAsync(
            async http =>
            {
                if (http.Request.Path == "/x")
                {
                    bodies.Add(await new StreamReader(http.Request.Body).ReadToEndAsync());
                    http.Response.StatusCode = bodies.Count < 3 ? 503 : 200;
                }
            },
            new()
            {
                ["resiliency.yaml"] = Resiliency(
                    "retries: { r: { policy: constant, duration: 10ms, maxRetries: 5 } }", "{ retry: r }"),
            });

        using var response = await sidecar.Caller.PostAsync(
            new Uri("/v1.0/invoke/callee/method/x", UriKind.Relative), new StringContent("again"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["again", "again", "again"], bodies);
    }

    [Fact]
    public async Task A_circuit_opens_after_failures_in_a_row()
    {
        var calls = 0;
        await using var sidecar = await SidecarUnderTest.StartAsync(
            http =>
            {
                calls += http.Request.Path == "/x" ? 1 : 0;
                http.Response.StatusCode = 500;
                return Task.CompletedTask;
            },
            new()
            {
                ["resiliency.yaml"] = Resiliency(
                    "circuitBreakers: { c: { timeout: 30s, trip: consecutiveFailures >= 3 } }",
                    "{ circuitBreaker: c }"),
            });

        for (var call = 0; call < 5; call++)
        {
            using var _ = await sidecar.Caller.GetAsync(new Uri("/v1.0/invoke/callee/method/x", UriKind.Relative));
        }

        Assert.Equal(3, calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_4_mebibytes_is_refused_with_or_without_a_length(bool isChunked)
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(EchoAsync);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1.0/invoke/callee/method/x")
        {
            Content = new ByteArrayContent(new byte[(4 * 1024 * 1024) + 1]),
        };
        request.Headers.ExpectContinue = true;
        request.Headers.TransferEncodingChunked = isChunked;

        try
        {
            using var response = await sidecar.Caller.SendAsync(request);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        }
        catch (HttpRequestException) when (isChunked)
        {
            // The connection was closed in the middle of the body: refused all the same.
        }
    }

    [Fact]
    public async Task A_sidecar_with_a_token_takes_no_call_without_it_and_does_not_pass_it_on()
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(
            EchoAsync,
            settings: new() { ["DAPR_API_TOKEN"] = "secret", ["APP_API_TOKEN"] = "to-the-app" });

        using var refused = await sidecar.Caller.GetAsync(
            new Uri("/v1.0/invoke/callee/method/x", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("text/plain", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal("invalid api token\n", await refused.Content.ReadAsStringAsync());

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1.0/invoke/callee/method/x");
        request.Headers.Add("dapr-api-token", "secret");
        using var response = await sidecar.Caller.SendAsync(request);
        Assert.Equal("to-the-app", (await response.Content.ReadFromJsonAsync<Seen>())!.Headers["dapr-api-token"]);
    }

    [Fact]
    public async Task Access_control_lets_a_caller_do_what_its_policy_names_and_nothing_else()
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(EchoAsync, config: """
            apiVersion: dapr.io/v1alpha1
            kind: Configuration
            metadata: { name: callee-config }
            spec:
              accessControl:
                defaultAction: deny
                policies:
                - appId: caller
                  defaultAction: deny
                  trustDomain: public
                  namespace: default
                  operations:
                  - { name: /graphql, httpVerb: ["POST"], action: allow }
                  - { name: /internal/**, httpVerb: ["GET"], action: allow }
            """);

        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(HttpMethod.Post, "graphql"));
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(HttpMethod.Get, "internal/a/b"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Get, "graphql"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Get, "other"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Post, "graphql/../other"));

        async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path)
        {
            using var request = new HttpRequestMessage(method, $"/v1.0/invoke/callee/method/{path}");
            using var response = await sidecar.Caller.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public void It_does_not_start_in_production()
    {
        var failure = Assert.Throws<SidecarException>(() => SidecarHost.Build(
            new SidecarArguments { Apps = [new AppAddress("a", 1, 2)], Resources = "." },
            new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Production" }));

        Assert.Contains("Production runs daprd", failure.Message, StringComparison.Ordinal);
    }

    private static string Resiliency(string policies, string target) => $$"""
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata: { name: test }
        spec:
          policies:
            {{policies}}
          targets:
            apps: { callee: {{target}} }
        """;

    /// <summary>HttpClient would clean the path itself.</summary>
    private static async Task<Seen> AskRawAsync(SidecarUnderTest sidecar, string path)
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync("127.0.0.1", sidecar.Caller.BaseAddress!.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        var answer = await new StreamReader(stream).ReadToEndAsync();
        var begin = answer.IndexOf('{', StringComparison.Ordinal);
        return JsonSerializer.Deserialize<Seen>(
            answer[begin..(answer.LastIndexOf('}') + 1)], JsonSerializerOptions.Web)!;
    }

    private static async Task EchoAsync(HttpContext http)
    {
        var target = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.Headers["x-answer"] = "yes";
        await http.Response.WriteAsJsonAsync(new Seen(
            http.Request.Method, target, body,
            http.Request.Headers.ToDictionary(
                header => Lower(header.Key),
                header => string.Join(", ", header.Value.ToArray()))));
    }

#pragma warning disable CA1308 // header names, for comparison
    private static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308

    private sealed record Seen(string Method, string Target, string Body, Dictionary<string, string> Headers);
}

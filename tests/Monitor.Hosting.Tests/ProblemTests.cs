using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Monitor.Hosting.Tests;

/// <summary>Failures of routes that are no GraphQL.</summary>
public sealed class ProblemTests
{
    [Theory]
    [InlineData("UNAUTHENTICATED", 401)]
    [InlineData("NOT_YOURS", 403)]
    [InlineData("FORBIDDEN", 403)]
    [InlineData("INSUFFICIENT_SCOPE", 403)]
    [InlineData("NOT_FOUND", 404)]
    [InlineData("UNKNOWN_ROUND", 404)]
    [InlineData("ROUND_CLOSED", 409)]
    [InlineData("SUBGRAPH_UNAVAILABLE", 503)]
    [InlineData("BAD_COLUMN", 400)]
    public async Task A_refusal_is_told_as_written_with_the_status_of_its_code(string code, int status)
    {
        var problem = await AskAsync(() => throw new ClientException(code, "Do this instead.")
        {
            Details = new Dictionary<string, object?> { ["round"] = 2017, ["status"] = "not ours to change" },
        });

        Assert.Equal(status, (int)problem.Status);
        Assert.Equal("application/problem+json", problem.Type);
        Assert.Equal(status, problem.Body.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.Body.GetProperty("code").GetString());
        Assert.Equal("Do this instead.", problem.Body.GetProperty("detail").GetString());
        Assert.Equal(2017, problem.Body.GetProperty("round").GetInt32());
    }

    [Theory]
    [InlineData("UNAUTHENTICATED", "Bearer")]
    [InlineData("INSUFFICIENT_SCOPE", "Bearer error=\"insufficient_scope\", scope=\"figures:read\"")]
    [InlineData(
        "STEP_UP_REQUIRED", "Bearer error=\"insufficient_user_authentication\", acr_values=\"high\", max_age=900")]
    [InlineData("FORBIDDEN", "")]
    public async Task Who_may_do_better_with_another_token_is_told_so(string code, string challenge)
    {
        var problem = await AskAsync(() => throw new ClientException(code, "Do this instead.")
        {
            Details = new Dictionary<string, object?>
            {
                ["scope"] = "figures:read", ["acr_values"] = "high", ["max_age"] = 900,
            },
        });

        Assert.Equal(challenge, problem.Challenge);
    }

    [Fact]
    public async Task Any_other_failure_keeps_its_words_to_itself()
    {
        var problem = await AskAsync(() => throw new InvalidOperationException("secret"));

        Assert.Equal(HttpStatusCode.InternalServerError, problem.Status);
        Assert.Equal("INTERNAL_ERROR", problem.Body.GetProperty("code").GetString());
        Assert.NotEqual("", problem.Body.GetProperty("traceId").GetString());
        Assert.DoesNotContain("secret", problem.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_is_turned_away_at_the_door_reads_a_problem_too()
    {
        var problem = await AskAsync(() => Results.Ok(), mayAnyone: false);

        Assert.Equal(HttpStatusCode.Forbidden, problem.Status);
        Assert.Equal("application/problem+json", problem.Type);
        Assert.Equal("CALLER_NOT_ALLOWED", problem.Body.GetProperty("code").GetString());
    }

    private static async Task<(HttpStatusCode Status, string? Type, JsonElement Body, string Challenge)> AskAsync(
        Func<IResult> answer, bool mayAnyone = true)
    {
        await using var app = await TestApp.StartAsync(
            [new("Access:AnyCaller", mayAnyone ? "true" : "false")],
            map: app => app.MapGet("/exports/x", () => answer()).AllowCallers("gateway").AnswersWithProblems());
        using var response = await app.Client.GetAsync(
            new Uri("/exports/x", UriKind.Relative), TestContext.Current.CancellationToken);
        return (
            response.StatusCode,
            response.Content.Headers.ContentType?.ToString(),
            await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken),
            response.Headers.WwwAuthenticate.ToString());
    }
}

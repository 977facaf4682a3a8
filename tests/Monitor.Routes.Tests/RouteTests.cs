using System.Net;
using Monitor.Testing;

namespace Monitor.Routes.Tests;

/// <summary>
/// Every route of every process, as it is mapped: it names the apps that may call it, or stands in the short list of
/// those for anyone. A new route is tried without a word here.
/// </summary>
public sealed class RouteTests
{
    /// <summary>For anyone: probes, and the gateway's door.</summary>
    private static readonly string[] forAnyone = ["/health/live", "/health/ready"];

    private static readonly string[] doors = ["/graphql", "/exports", "/imports"];

    /// <summary>What the gateway asks for itself, and forwards to nobody.</summary>
    private static readonly string[] ofTheGateway = ["/graphql", "/events", "/internal/callers/find"];

    public static TheoryData<string> Processes => [.. RunningProcess.All];

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task A_route_names_its_callers_or_is_for_anyone(string process)
    {
        await using var running = await RunningProcess.StartAsync(process);

        Assert.Contains(running.Routes, route => route.Allowed is not null);
        Assert.All(
            running.Routes.Where(route => route.Allowed is null),
            route => Assert.True(IsForAnyone(process, route), $"{route} of {process} names no callers"));
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task Whoever_a_route_does_not_name_is_turned_away_and_whoever_it_names_is_not(string process)
    {
        await using var running = await RunningProcess.StartAsync(process);
        string?[] callers = [null, "gateway", "questionnaire", "scoring", "benchmark", "community", "stranger"];
        foreach (var route in running.Routes.Where(route => route.Allowed is not null))
        {
            foreach (var caller in callers)
            {
                // Without the caller's id it is the own sidecar that asks.
                var isNamed = caller is null ? route.Allowed!.Count == 0 : route.Allowed!.Contains(caller);
                Assert.True(
                    isNamed != await IsTurnedAwayAsync(running, route, RunningProcess.AppApiToken, caller),
                    $"{caller ?? "the own sidecar"} calls {route} of {process}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task Without_the_sidecars_token_no_name_and_no_bearer_token_opens_a_route(string process)
    {
        await using var running = await RunningProcess.StartAsync(process);
        foreach (var route in running.Routes.Where(route => route.Allowed is not null))
        {
            foreach (var token in new[] { null, "", "guessed", $"{RunningProcess.AppApiToken}x" })
            {
                foreach (var caller in route.Allowed!.Cast<string?>().Append(null))
                {
                    Assert.True(
                        await IsTurnedAwayAsync(running, route, token, caller, running.Token),
                        $"{route} of {process} with the token '{token}' as {caller}");
                }
            }
        }
    }

    [Fact]
    public async Task Every_file_that_the_gateway_can_fetch_for_someone_has_a_rule()
    {
        var files = new List<string>();
        foreach (var service in RunningProcess.All.Where(process => process != "gateway"))
        {
            await using var running = await RunningProcess.StartAsync(service);
            files.AddRange(running.Routes
                .Where(route => route.Allowed?.Contains("gateway") == true && !IsBelow(ofTheGateway, route))
                .Select(route => route.Name));
        }

        var rules = AccessTable.Read(Path.Combine(Repository.Root, "docs", "access.md"), "files");
        Assert.Equal(rules.Operations.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    private static bool IsForAnyone(string process, Route route) =>
        forAnyone.Contains(route.Pattern)
        || (process == "gateway" && IsBelow(doors, route));

    private static bool IsBelow(string[] paths, Route route) => paths.Any(path =>
        route.Pattern == path || route.Pattern.StartsWith($"{path}/", StringComparison.Ordinal));

    private static async Task<bool> IsTurnedAwayAsync(
        RunningProcess running, Route route, string? appToken, string? caller, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(route.Method), route.Address);
        foreach (var (name, value) in new[] { ("dapr-api-token", appToken), ("dapr-caller-app-id", caller) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        if (bearer is not null)
        {
            request.Headers.Authorization = new("Bearer", bearer);
        }
        using var answer = await running.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.Forbidden
            && (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
                .Contains("CALLER_NOT_ALLOWED", StringComparison.Ordinal);
    }
}

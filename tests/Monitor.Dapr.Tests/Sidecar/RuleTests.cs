using System.Text.Json;

using Monitor.Sidecar;

namespace Monitor.Dapr.Tests;

/// <summary>The small languages that Dapr's files hold: routing rules, durations, scopes, arguments.</summary>
public sealed class RuleTests
{
    private static readonly JsonElement Event = JsonSerializer.Deserialize<JsonElement>(
        """{"type":"a","source":"s","data":{"kind":"k"}}""");

    [Theory]
    [InlineData("event.type == \"a\"", true)]
    [InlineData("event.type == 'a'", true)]
    [InlineData("event.type != \"a\"", false)]
    [InlineData("event.type == \"b\" || event.source == \"s\"", true)]
    [InlineData("event.type == \"a\" && event.source == \"t\"", false)]
    [InlineData("event.type == \"b\" || event.type == \"a\" && event.source == \"s\"", true)]
    [InlineData("(event.type == \"a\" || event.type == \"b\") && !(event.source == \"t\")", true)]
    [InlineData("event.type in [\"b\", \"a\"]", true)]
    [InlineData("has(event.data.kind)", true)]
    [InlineData("has(event.data.none)", false)]
    [InlineData("event.data.kind == \"k\"", true)]
    [InlineData("event.none == \"k\"", false)]
    [InlineData("event.none != \"k\"", false)]   // CEL: an error, so no match
    public void A_rule_reads_the_event(string rule, bool matches) =>
        Assert.Equal(matches, CelRule.Parse(rule).Matches(Event));

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("event.type")]
    [InlineData("event.type == ")]
    [InlineData("event.type.startsWith(\"a\")")]
    [InlineData("event.position > 5")]
    [InlineData("event.type == \"a\" extra")]
    [InlineData("request.type == \"a\"")]
    [InlineData("event.type == \"a\\\"b\"")]
    public void A_rule_beyond_the_subset_is_refused(string rule) =>
        Assert.Throws<SidecarException>(() => CelRule.Parse(rule));

    [Theory]
    [InlineData("200ms", 200)]
    [InlineData("10s", 10_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("250", 250)]
    public void A_duration_is_read_as_go_writes_it(string text, int milliseconds) =>
        Assert.Equal(milliseconds, GoDuration.Parse(text).TotalMilliseconds);

    [Fact]
    public void A_duration_of_another_kind_is_refused() =>
        Assert.Throws<SidecarException>(() => GoDuration.Parse("ten seconds"));

    [Fact]
    public void Scopes_limit_the_apps_that_they_name_and_protected_topics_the_others()
    {
        var scopes = TopicScopes.From(new Dictionary<string, string?>
        {
            ["publishingScopes"] = "a=t1, t2; b=",
            ["protectedTopics"] = "t1",
        });

        Assert.True(scopes.MayPublish("a", "t1"));
        Assert.False(scopes.MayPublish("a", "t3"));
        Assert.False(scopes.MayPublish("b", "t3"));
        Assert.True(scopes.MayPublish("c", "t3"));
        Assert.False(scopes.MayPublish("c", "t1"));
        Assert.False(scopes.MaySubscribe("c", "t1"));
    }

    [Fact]
    public void Exponential_pauses_grow_by_half_spread_by_half_up_to_the_longest()
    {
        var policy = RetryPolicy.From(new RetrySpec { Policy = "exponential", MaxInterval = "10s", MaxRetries = 8 });

        Assert.InRange(policy.PauseBefore(0).TotalMilliseconds, 250, 750);       // 500 × 0.5 to 1.5
        Assert.InRange(policy.PauseBefore(2).TotalMilliseconds, 562.5, 1687.5);  // 1125 × 0.5 to 1.5
        Assert.InRange(policy.PauseBefore(30).TotalSeconds, 5, 15);
        Assert.True(policy.MayRetry(7));
        Assert.False(policy.MayRetry(8));
    }

    [Theory]
    [InlineData("--app a:1:2 --resources r", null)]
    [InlineData("--app a:1:2 --resources r --max-body-size 16Mi", null)]
    [InlineData("--app a:1:2 --resources r --max-body-size 16", "--max-body-size 16 is not understood.")]
    [InlineData("--app a:1:2", "--app and --resources are needed.")]
    [InlineData("--resources r", "--app and --resources are needed.")]
    [InlineData("--app a:1 --resources r", "--app a:1 is not understood.")]
    [InlineData("--app a:1:2 --app a:3:4 --resources r", "Each app id, and each sidecar port, may be given once.")]
    [InlineData("--app a:1:2 --resources r --ack never", "--ack never is not understood.")]
    [InlineData("--app a:1:2 --resources", "--resources needs a value.")]
    public void A_command_line_is_understood_or_says_why_not(string line, string? fault)
    {
        var isUnderstood = SidecarArguments.TryParse(line.Split(' '), out _, out var said);

        Assert.Equal(fault is null, isUnderstood);
        Assert.Equal(fault, said);
    }

    [Fact]
    public void The_repository_s_own_files_are_understood()
    {
        var resources = SidecarResources.Read(
            new SidecarArguments
            {
                Apps = [.. new[] { "gateway", "questionnaire", "scoring", "benchmark", "community" }
                    .Select((id, i) => new AppAddress(id, 100 + i, 200 + i))],
                Resources = Repository.Folder("k8s/dapr/components"),
                Config = Repository.Folder("k8s/dapr/config"),
            },
            new Microsoft.Extensions.Configuration.ConfigurationManager { ["MONITOR_BROKER_HOST"] = "127.0.0.1:1" });

        var access = resources.AccessByApp["scoring"];
        Assert.True(access.Allows("gateway", "POST", "/graphql"));
        Assert.True(access.Allows("benchmark", "GET", "/internal/scores"));
        Assert.False(access.Allows("questionnaire", "GET", "/internal/scores"));
        Assert.True(access.Allows("gateway", "GET", "/events"));
        Assert.False(access.Allows("gateway", "GET", "/internal/scores"));
        Assert.True(resources.AccessByApp["questionnaire"].Allows("gateway", "POST", "/imports/responses"));
        Assert.False(resources.AccessByApp["questionnaire"].Allows("scoring", "POST", "/imports/responses"));
        Assert.True(resources.AccessByApp["benchmark"].Allows("gateway", "POST", "/imports/figures"));
        Assert.False(resources.AccessByApp["benchmark"].Allows("community", "POST", "/imports/figures"));
        Assert.False(resources.AccessByApp["gateway"].Allows("scoring", "POST", "/graphql"));

        var pubSub = resources.PubSub("pubsub", "scoring")!;
        Assert.True(pubSub.Scopes.MayPublish("scoring", "scores.calculated"));
        Assert.True(pubSub.Scopes.MayPublish("scoring", "scoring.dead"));
        Assert.False(pubSub.Scopes.MayPublish("scoring", "release.published"));
        Assert.True(pubSub.Scopes.MaySubscribe("gateway", "release.published"));
        Assert.True(pubSub.Scopes.MaySubscribe("gateway", "round.closed"));

        // The whole retry budget of a delivery must end before the broker hands the event out again:
        // 9 deliveries of 10 s at most, and 8 pauses of at most 1.5 × (0.5, 0.75, … up to 10 s), 37 s in all.
        var inbound = resources.Resiliency.Inbound("scoring", "pubsub");
        Assert.Equal(8, inbound.Retry!.MaxRetries);
        Assert.Equal(TimeSpan.FromSeconds(10), inbound.Timeout);
        Assert.True(pubSub.ProcessingTimeout > TimeSpan.FromSeconds((9 * 10) + 37));
    }
}

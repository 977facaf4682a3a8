using System.Text.Json.Nodes;
using Monitor.Community.Clock;
using Monitor.Testing;
using Member = Monitor.Community.Tests.Graph.Member;

namespace Monitor.Community.Tests.Notifications;

/// <summary>The service beside a sidecar behind which scoring answers; it tells only when a test says so.</summary>
public sealed class NotificationApplication : CommunityApplication
{
    public FakeSidecar Sidecar { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["DAPR_HTTP_PORT"] = $"{Sidecar.Port}",
        ["Community:LookForNotificationsEvery"] = "00:10:00",
        ["Community:LookForDigestsEvery"] = "01:00:00",
    };

    public override async ValueTask InitializeAsync()
    {
        Sidecar = await FakeSidecar.StartAsync();
        Weak("child-abuse-1");
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Sidecar.DisposeAsync();
    }

    /// <summary>What scoring says of an objective from now on.</summary>
    public void Weak(string objective, params string[] municipalities) => Sidecar.Answer(
        "scoring",
        $"/internal/objectives/{objective}/weak",
        new JsonObject { ["municipalities"] = new JsonArray([.. municipalities.Select(m => JsonValue.Create(m))]) }
            .ToJsonString());

    /// <summary>Tells what is due; how many things that were.</summary>
    public Task<int> TellAsync() => Service<NotificationClock>().TellDueAsync(CancellationToken.None);

    /// <summary>Tells what is due, and says what this member was told of a topic, the newest first.</summary>
    public async Task<IReadOnlyList<string>> KindsAsync(Member member, string topic)
    {
        await TellAsync();
        return [.. (await ListAsync(member, topic)).Select(n => n["kind"]!.GetValue<string>())];
    }

    public async Task<IReadOnlyList<JsonNode>> ListAsync(Member member, string topic)
    {
        var asked = await AskAsync(member, """
            { notifications(first: 100) { unreadCount nodes {
                id kind text at isRead topic { id } contribution { id author { label } } } } }
            """);
        return
        [
            .. asked.Data["notifications"]!["nodes"]!.AsArray().OfType<JsonNode>()
                .Where(n => n["topic"]?["id"]?.GetValue<string>() == topic),
        ];
    }

    /// <summary>A change of what this member follows, mutes or chose; the codes of its refusals.</summary>
    public async Task<IReadOnlyList<string>> ChangeAsync(Member member, string mutation) =>
        (await AskAsync(member, $"mutation {{ {mutation} }}")).Codes;
}

using System.Text.Json.Nodes;
using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>The checked-in rounds as disclosure control sees them.</summary>
internal static class DemonstrationParticipants
{
    public static IReadOnlyList<Group> Groups { get; } =
    [
        .. Group.SizeClasses,
        .. Regions(),
        .. Regions().SelectMany(r => Group.SizeClasses.Select(c => c.In(r))),
    ];

    public static IReadOnlyList<string> Objectives { get; } =
        [.. Enumerable.Range(1, 10).Select(i => $"child-abuse-{i}")];

    public static IReadOnlyList<Participant> Of(ServedRound round) => [.. round.Responses.Select(Of)];

    public static Group Region(string code) => new(GroupKind.VeiligThuis, code, code);

    private static IEnumerable<Group> Regions() => Enumerable.Range(1, 26).Select(i => Region($"VT{i:00}"));

    private static Participant Of(DemonstrationResponse response)
    {
        var scores = JsonNode.Parse(response.Scores)!;
        var groups = DemonstrationRound.Groups.TryGetValue(response.Municipality, out var found)
            ? found
            : ((string? SizeClass, string? VeiligThuis))(null, null);
        return new Participant(
            response.Municipality,
            groups.SizeClass,
            groups.VeiligThuis,
            scores["objectives"]!.AsArray().ToDictionary(
                o => o!["objective"]!.GetValue<string>(),
                o => new ObjectiveScore(
                    o!["anchoring"]!.GetValue<decimal>(),
                    o["content"]!.GetValue<decimal>(),
                    o["reach"]!.GetValue<decimal>(),
                    Band.Orange)),
            Generated: true);
    }
}

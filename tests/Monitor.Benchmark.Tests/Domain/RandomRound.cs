using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>Rounds drawn from a seed, with scores as the rules give them.</summary>
internal static class RandomRound
{
    public static readonly Norms Norms = new(RedBelow: 25, GreenAbove: 75);

    private static readonly decimal[] anchorings = [0, 5, 15, 25];
    private static readonly decimal[] contents = [0, 9, 11.25m, 15, 16.25m, 22.5m, 27, 33.75m, 45, 50];
    private static readonly decimal[] reaches = [0, 10, 15, 20, 25];

    /// <summary>A round of so many municipalities, of which each answers nine in ten objectives.</summary>
    public static RoundFacts Of(int seed, int participants, int objectives, int regions = 6)
    {
        // Reproducible draws are wanted here, not secret ones.
#pragma warning disable CA5394
        var random = new Random(seed);
        T Draw<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
        string[] ids = [.. Enumerable.Range(1, objectives).Select(o => $"objective-{o}")];
        Participant Next(int number) => new(
            $"GM{number:00000}",
            random.Next(30) == 0 ? null : Draw(Group.SizeClasses).Code,
            random.Next(30) == 0 ? null : $"VT{random.Next(regions) + 1:00}",
            ids.Where(_ => random.Next(10) > 0).ToDictionary(
                o => o, _ => new ObjectiveScore(Draw(anchorings), Draw(contents), Draw(reaches), Band.Orange)),
            Generated: true);
#pragma warning restore CA5394

        return new RoundFacts(
            2017,
            new Questionnaire("form", [.. ids.Select(id => new Objective(id, []))]),
            "rules-1",
            Norms,
            [.. Enumerable.Range(0, participants).Select(Next)],
            [.. Enumerable.Range(1, regions).Select(i => new Group(GroupKind.VeiligThuis, $"VT{i:00}", $"Regio {i}"))]);
    }
}

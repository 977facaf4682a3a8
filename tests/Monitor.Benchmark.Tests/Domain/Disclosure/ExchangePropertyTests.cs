using FsCheck;
using FsCheck.Fluent;
using Monitor.Benchmark.Domain;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>
/// What shapes rest on: whoever is exchanged with another of its class, all answers at once, changes no figure of the
/// class or the country; and with another of its class and region, no figure at all.
/// </summary>
public sealed class ExchangePropertyTests
{
    private static readonly Arbitrary<(int Seed, int One, int Other)> exchanges = (
        from seed in Gen.Choose(1, 5)
        from one in Gen.Choose(0, 119)
        from other in Gen.Choose(0, 119)
        select (seed, one, other)).ToArbitrary();

    [Fact]
    public void Exchanged_municipalities_leave_the_figures_as_shown()
    {
        var rounds = Enumerable.Range(1, 5).ToDictionary(seed => seed, seed =>
        {
            var facts = RandomRound.Of(seed, participants: 120, objectives: 2, regions: 3);
            return (Facts: facts, Shown: ReleaseComputation.Shown(facts));
        });
        var figures = rounds.ToDictionary(r => r.Key, r => Figures(r.Value.Facts, r.Value.Shown, _ => true));
        Prop.ForAll(exchanges, exchange =>
        {
            var (facts, shown) = rounds[exchange.Seed];
            var (one, other) = (facts.Participants[exchange.One], facts.Participants[exchange.Other]);
            if (one.SizeClass != other.SizeClass)
            {
                return true;
            }

            Func<Group, bool> isCompared = one.VeiligThuis == other.VeiligThuis
                ? _ => true
                : g => g.Kind is GroupKind.Country or GroupKind.SizeClass;
            var exchanged = facts with
            {
                Participants =
                [
                    .. facts.Participants.Select(p => p == one ? one with { Scores = other.Scores }
                        : p == other ? other with { Scores = one.Scores } : p),
                ],
            };
            return Figures(exchanged, shown, isCompared)
                .SequenceEqual(figures[exchange.Seed].Where(f => isCompared(f.Group)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(LongForm.Times(60)));
    }

    // As text: a list in a record is compared by reference.
    private static List<(Group Group, string Figure)> Figures(
        RoundFacts facts, ShownCells shown, Func<Group, bool> isCompared) =>
    [
        .. new Aggregation(facts, shown).All().Cells.Where(c => isCompared(c.Group))
            .Select(c => (c.Group, System.Text.Json.JsonSerializer.Serialize(c))),
    ];
}

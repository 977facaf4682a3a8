namespace Monitor.Benchmark.Tests.Attack;

/// <summary>Attacks every kind of count of a round: random questions, each by three of a random size class.</summary>
internal static class CountAttack
{
    /// <summary>How many totals of places were attacked, and of whom something is certain.</summary>
    /// <param name="application">The service.</param>
    /// <param name="round">The round.</param>
    /// <param name="random">Draws questions and coalitions.</param>
    /// <param name="questions">How many questions.</param>
    public static async Task<(int Attacked, IReadOnlyList<string> Certain)> RunAsync(
        BenchmarkApplication application, ServedRound round, Random random, int questions)
    {
        var told = await PublicCounts.ReadAsync(application, round);
        Assert.All(told, counts => Assert.All(counts, c => Assert.True(
            round.Responses.Count(r => c.Group.Holds(CountAdversary.PlaceOf(r))
                && PublicCounts.Counts(r, counts.Key)) >= 6,
            $"{counts.Key} in {c.Group} is of fewer than 6.")));
        var kinds = KindsOf(round);
        var attacks = told.GroupBy(o => o.Key.Question).OrderBy(_ => random.Next()).Take(questions)
            .Select(q => Launch(round, [.. q], kinds.GetValueOrDefault(q.Key) != "MULTIPLE", random))
            .OfType<(LinearProblem Problem, IReadOnlyList<int> Others, string Where)>().ToList();
        var answers = await Highs.BoundsAsync([.. attacks.Select(a => a.Problem)]);
        return (
            answers.Sum(a => a.Length),
            [
                .. attacks.Zip(answers).SelectMany(a => a.First.Others.Zip(a.Second)
                    .Where(p => IsCertain(p.First, p.Second!))
                    .Select(p => $"{a.First.Where}: {p.Second![0]} to {p.Second[1]} of {p.First}")),
            ]);
    }

    /// <summary>Whether none of the others in a place can tick it, or none can leave it.</summary>
    public static bool IsCertain(int others, double[] bounds) =>
        bounds[1] < 1 - 1e-4 || bounds[0] > others - 1 + 1e-4;

    // What nearly nobody ticks in the country, or nearly everybody, is in the printed reports of these rounds. The
    // three are of the side with fewer, so that what is left is most alike.
    private static (LinearProblem, IReadOnlyList<int>, string)? Launch(
        ServedRound round, IReadOnlyList<IGrouping<CountedOption, PublicCount>> told, bool isSingle, Random random)
    {
        var asked = round.Responses.Where(r => PublicCounts.Counts(r, told[0].Key)).ToList();
        var open = told.Index().Where(o => asked.Count(r => PublicCounts.Ticks(r, o.Item.Key)) >= 6
            && asked.Count(r => !PublicCounts.Ticks(r, o.Item.Key)) >= 6).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var (index, option) = open[random.Next(open.Count)];
        var classes = asked.Select(r => CountAdversary.PlaceOf(r).Class).Distinct().ToList();
        var ofClass = classes[random.Next(classes.Count)];
        var members = asked.Where(r => CountAdversary.PlaceOf(r).Class == ofClass)
            .OrderBy(r => CountAdversary.PlaceOf(r).Region, StringComparer.Ordinal).ToList();
        var ticking = members.Where(r => PublicCounts.Ticks(r, option.Key)).ToList();
        var blank = members.Except(ticking).ToList();
        var coalition = (ticking.Count < blank.Count ? ticking.Concat(blank) : blank.Concat(ticking)).Take(3).ToList();
        var (problem, others) = new CountAdversary(round, told, isSingle, coalition).Attack(
            index, coalition.Concat(members).Select(CountAdversary.PlaceOf).Distinct().Take(3).ToList());
        return (problem, others, $"{round.Year} {option.Key} in {ofClass}");
    }

    private static Dictionary<string, string> KindsOf(ServedRound round)
    {
        var form = DemonstrationRound.Parse($"questionnaires/{round.QuestionnaireId}.json");
        return form["objectives"]!.AsArray().SelectMany(o => o!["questions"]!.AsArray())
            .Concat(form["extraQuestions"]?.AsArray() ?? [])
            .ToDictionary(q => q!["id"]!.GetValue<string>(), q => q!["kind"]!.GetValue<string>());
    }
}

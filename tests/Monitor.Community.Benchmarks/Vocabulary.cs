using System.Text.RegularExpressions;
using Monitor.Testing;

namespace Monitor.Community.Benchmarks;

/// <summary>
/// Words of the seeds, and twice as many made by joining two, the first ones written most: the word of rank n about 1/n
/// as often as the first, as in any language.
/// </summary>
internal sealed partial class Vocabulary
{
    private readonly string[] words;

    public Vocabulary()
    {
        var found = new[] { "questionnaires/monitor-2018.json", "community/tips.json", "community/topics.json" }
            .SelectMany(file => Word().Matches(File.ReadAllText(Path.Combine(Repository.Seeds, file))))
            .Select(match => match.Value.ToLowerInvariant())
            .GroupBy(word => word).OrderByDescending(word => word.Count()).ThenBy(word => word.Key)
            .Select(word => word.Key).ToList();
        var joined = Enumerable.Range(0, found.Count * 2)
            .Select(i => found[i * 7 % found.Count] + found[((i * 13) + 5) % found.Count]).Distinct();
        words = [.. found, .. joined.Except(found)];
    }

    public int Count => words.Length;

    public string Any(Random random) => words[Rank(random, 1, words.Length)];

    /// <summary>One whose rank lies between these: the lower, the more texts have it.</summary>
    public string Between(Random random, int from, int to) => words[Rank(random, from, to)];

    public string Sentence(Random random, int length)
    {
        var sentence = string.Join(' ', Enumerable.Range(0, length).Select(_ => Any(random)));
        return char.ToUpperInvariant(sentence[0]) + sentence[1..] + ".";
    }

    // Evenly by the logarithm of the rank: each rank as often as one part of it.
    private static int Rank(Random random, int from, int to) =>
        Math.Min(to, (int)(from * Math.Pow((double)to / from, random.NextDouble()))) - 1;

    [GeneratedRegex(@"\b\p{L}{5,}\b")]
    private static partial Regex Word();
}

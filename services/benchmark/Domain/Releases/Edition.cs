namespace Monitor.Benchmark.Domain;

/// <summary>One edition of a round's release: the first one, or a later one that corrects it.</summary>
/// <param name="Id">Year and number: <c>2017-2</c>.</param>
/// <param name="Round">Year.</param>
/// <param name="RuleSet">The rules of all its scores; null when nobody took part.</param>
/// <param name="Generated">Whether answers behind it are generated.</param>
/// <param name="MadeAt">When it was frozen, and published.</param>
/// <param name="IsCurrent">Whether it is the newest of its round.</param>
public sealed record Edition(
    string Id, int Round, string? RuleSet, bool Generated, DateTimeOffset MadeAt, bool IsCurrent)
{
    /// <summary>From 1 up.</summary>
    public int Number => int.Parse(Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..], null);

    /// <summary>The edition that comes after this one.</summary>
    public string NextId => $"{Round}-{Number + 1}";
}

namespace Monitor.Benchmark.Domain;

/// <summary>
/// Who was invited to a round and responded (table 3.1 of the report), as it stood when a release was made.
/// </summary>
/// <param name="Classes">
/// By size class as published, the two largest apart: how many there are is public. Last those of unknown size.
/// </param>
public sealed record RoundParticipation(IReadOnlyList<ClassParticipation> Classes)
{
    public int Invited => Classes.Sum(c => c.Invited);

    public int Responded => Classes.Sum(c => c.Responded);
}

/// <summary>A size class in a round.</summary>
/// <param name="SizeClass">A value of SizeClass; null: of unknown size, or ended since.</param>
/// <param name="Invited">How many were invited.</param>
/// <param name="Responded">How many of these responded.</param>
public sealed record ClassParticipation(string? SizeClass, int Invited, int Responded);

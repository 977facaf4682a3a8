namespace Monitor.Questionnaire.Domain;

/// <summary>How many municipalities of a round's list were invited and submitted, in all and by size class.</summary>
public sealed record Participation(IReadOnlyList<SizeClassParticipation> BySizeClass)
{
    public int Invited => BySizeClass.Sum(c => c.Municipalities);

    public int Responded => BySizeClass.Sum(c => c.Responded);
}

/// <param name="SizeClass">The class.</param>
/// <param name="Municipalities">How many municipalities of the class were invited.</param>
/// <param name="Responded">How many of those have a submitted response.</param>
public sealed record SizeClassParticipation(SizeClass SizeClass, int Municipalities, int Responded);

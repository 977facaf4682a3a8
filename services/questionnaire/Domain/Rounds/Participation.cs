namespace Monitor.Questionnaire.Domain;

/// <summary>How many municipalities were invited to a round and submitted: in all, and by size class.</summary>
/// <param name="BySizeClass">Every class, the smallest first.</param>
/// <param name="WithoutSizeClass">Those that have ended since, or whose inhabitants are not known.</param>
public sealed record Participation(
    IReadOnlyList<SizeClassParticipation> BySizeClass, ParticipationCounts WithoutSizeClass)
{
    public int Invited => BySizeClass.Sum(c => c.Municipalities) + WithoutSizeClass.Municipalities;

    public int Responded => BySizeClass.Sum(c => c.Responded) + WithoutSizeClass.Responded;

    /// <param name="counts">By class; those of null have none. An absent class has nobody.</param>
    public static Participation Of(ILookup<SizeClass?, ParticipationCounts> counts) => new(
        [
            .. Enum.GetValues<SizeClass>().Select(c => new SizeClassParticipation(
                c, counts[c].Sum(n => n.Municipalities), counts[c].Sum(n => n.Responded))),
        ],
        new ParticipationCounts(counts[null].Sum(n => n.Municipalities), counts[null].Sum(n => n.Responded)));
}

/// <param name="Municipalities">How many were invited.</param>
/// <param name="Responded">How many of those have a submitted response.</param>
public sealed record ParticipationCounts(int Municipalities, int Responded);

/// <param name="SizeClass">The class.</param>
/// <param name="Municipalities">How many municipalities of the class were invited.</param>
/// <param name="Responded">How many of those have a submitted response.</param>
public sealed record SizeClassParticipation(SizeClass SizeClass, int Municipalities, int Responded);

namespace Monitor.Community.Domain;

/// <summary>
/// Whether a municipality takes part, by its own decisions, the newest first. None was taken: it does, as everyone who
/// is invited.
/// </summary>
public sealed record Participation(IReadOnlyList<ParticipationDecision> History)
{
    public bool TakesPart => History is not [{ TakesPart: false }, ..];

    /// <summary>When that was decided; null when nothing ever was.</summary>
    public DateTimeOffset? Since => History is [var last, ..] ? last.At : null;

    /// <summary>What it means, in Dutch, as the coordinator reads it.</summary>
    public string Text =>
        "Onze gemeente doet mee aan de Monitor: onze medewerkers krijgen toegang tot de besloten omgeving, en wij"
        + " kunnen toestemmingen geven. Stoppen kan altijd: alle gegeven toestemmingen zijn dan direct ingetrokken en"
        + " kunnen niet"
        + " worden gegeven zolang wij niet meedoen. Wie toegang heeft, houdt die tot de coördinator haar beëindigt; wat"
        + " wij invulden en bijdroegen, blijft staan.";
}

/// <param name="Revision">From 1, one higher with each decision of the municipality.</param>
/// <param name="TakesPart">From then on.</param>
/// <param name="At">When.</param>
/// <param name="By">Pseudonym of who decided.</param>
public sealed record ParticipationDecision(int Revision, bool TakesPart, DateTimeOffset At, string By);

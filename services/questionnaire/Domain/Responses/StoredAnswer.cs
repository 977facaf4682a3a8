namespace Monitor.Questionnaire.Domain;

/// <summary>An answer as it is kept: its value, and how it came to be.</summary>
/// <param name="Answer">The value; empty when it was cleared.</param>
/// <param name="Revision">The revision of the response that last changed it; 0 when it was never given.</param>
/// <param name="At">When that was; null where it was loaded with its response.</param>
/// <param name="By">Subject of the token that was used; null likewise.</param>
/// <param name="Origin">Where it was prefilled from; null for one that an officer gave.</param>
/// <param name="IsConfirmed">False for a prefilled one until an officer says that it still holds.</param>
public sealed record StoredAnswer(
    Answer Answer, int Revision, DateTimeOffset? At, string? By, PrefillOrigin? Origin, bool IsConfirmed)
{
    /// <summary>Prefilled, and nobody said yet that it still holds.</summary>
    public bool IsUnconfirmed => !IsConfirmed && !Answer.IsEmpty;

    /// <summary>Of a question that nobody answered.</summary>
    public static StoredAnswer None(string question) =>
        new(new Answer(question, [], null, null), 0, null, null, null, IsConfirmed: true);
}

/// <summary>Where a prefilled answer comes from.</summary>
/// <param name="Round">Year of the round in which it was submitted.</param>
/// <param name="Municipality">Whose it was: the municipality itself, or one that it came from.</param>
/// <param name="Generated">Whether it was generated for demonstration.</param>
public sealed record PrefillOrigin(int Round, string Municipality, bool Generated);

/// <summary>An answer as an officer gives it.</summary>
/// <param name="Answer">The value.</param>
/// <param name="Revision">The revision of the stored answer that was read, 0 for none; null when not said.</param>
public sealed record GivenAnswer(Answer Answer, int? Revision);

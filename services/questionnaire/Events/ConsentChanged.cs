namespace Monitor.Questionnaire.Events;

/// <summary><c>consent.changed</c> of community: a municipality gave or withdrew a consent.</summary>
/// <param name="Municipality">Its code.</param>
/// <param name="Kind">Such as <c>RESEARCH</c>.</param>
/// <param name="Granted">What holds as of this revision.</param>
/// <param name="Revision">Of the municipality and kind.</param>
public sealed record ConsentChanged(string Municipality, string Kind, bool Granted, int Revision)
{
    public const string Topic = "consent.changed";

    /// <summary>The kind that is copied here.</summary>
    public const string Research = "RESEARCH";
}

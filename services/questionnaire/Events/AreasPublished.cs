namespace Monitor.Questionnaire.Events;

/// <summary><c>areas.published</c>: municipalities and regions were loaded.</summary>
/// <param name="Edition">Names the content: the same files are the same edition.</param>
public sealed record AreasPublished(string Edition)
{
    public const string Topic = "areas.published";
}

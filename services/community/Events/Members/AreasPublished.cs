namespace Monitor.Community.Events;

/// <summary><c>areas.published</c>: municipalities or regions changed.</summary>
public sealed record AreasPublished(string Edition)
{
    public const string Topic = "areas.published";
}

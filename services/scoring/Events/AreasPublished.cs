namespace Monitor.Scoring.Events;

/// <summary>Heard from questionnaire: municipalities or successions changed.</summary>
public sealed record AreasPublished(string Edition);

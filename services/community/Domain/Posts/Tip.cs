namespace Monitor.Community.Domain;

/// <summary>A tip as a reader sees it.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="ObjectiveId">The objective that it is on.</param>
/// <param name="Title">On one line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="PostedAt">When.</param>
/// <param name="MunicipalityCode">Where it comes from; null when the poster did not choose to show it.</param>
/// <param name="Useful">How many people found it useful.</param>
/// <param name="FoundUseful">Whether the reader did.</param>
/// <param name="Demonstration">Made up to show the system.</param>
public sealed record Tip(
    Guid Id,
    string ObjectiveId,
    string Title,
    string Text,
    DateTimeOffset PostedAt,
    string? MunicipalityCode,
    int Useful,
    bool FoundUseful,
    bool Demonstration)
{
    public Objective Objective => new(ObjectiveId);

    public Municipality? Municipality => MunicipalityCode is null ? null : new Municipality(MunicipalityCode);
}

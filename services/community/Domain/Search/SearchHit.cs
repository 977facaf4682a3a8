namespace Monitor.Community.Domain;

/// <summary>What search finds.</summary>
public enum SearchKind
{
    Tip,
    Discussion,
    Question,
    News,
    Reply,
    Objective,
}

/// <summary>Narrows a search; null does not.</summary>
/// <param name="Kinds">One of these.</param>
/// <param name="Objective">Linked to this objective, a reply through its topic; or the objective itself.</param>
/// <param name="Category">In this category.</param>
/// <param name="Since">Posted then or later; leaves objectives out.</param>
public sealed record SearchFilter(
    IReadOnlyList<SearchKind>? Kinds, string? Objective, string? Category, DateTimeOffset? Since);

/// <summary>One of what was found, with its words as they were written.</summary>
/// <param name="Id">Of the topic, the reply, or a digest of the objective's id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="TopicId">The topic, or the reply's topic; null for an objective.</param>
/// <param name="ObjectiveId">The objective found, or that the topic is linked to.</param>
/// <param name="PostedAt">When; null for an objective.</param>
/// <param name="Title">Of the topic or objective: plain text.</param>
/// <param name="Source">Markdown; of an objective plain text.</param>
public sealed record SearchHit(
    Guid Id,
    SearchKind Kind,
    Guid? TopicId,
    string? ObjectiveId,
    DateTimeOffset? PostedAt,
    string Title,
    string Source);

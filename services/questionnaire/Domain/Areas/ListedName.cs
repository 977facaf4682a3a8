namespace Monitor.Questionnaire.Domain;

/// <summary>What a municipality was called on lists of 1 January.</summary>
/// <param name="Code">CBS's.</param>
/// <param name="Name">As those lists write it.</param>
/// <param name="Province">Code of the province it was in then; null where that is not known.</param>
/// <param name="Years">Of those lists, in order.</param>
public sealed record ListedName(string Code, string Name, string? Province, IReadOnlyList<int> Years);

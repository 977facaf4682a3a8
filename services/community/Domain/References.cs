namespace Monitor.Community.Domain;

/// <summary>An objective of the questionnaire, which community knows by its id.</summary>
public sealed record Objective(string Id)
{
    /// <summary>Whether a text can be an id at all; one that cannot need not be looked up.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= 100
        && text.All(unit => char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit) || unit is '-' or '.');
}

/// <summary>A suggestion of scoring, which community knows by its key.</summary>
public sealed record Suggestion(string Id, string ObjectiveId)
{
    public Objective Objective => new(ObjectiveId);
}

/// <summary>A municipality, which community knows by its code.</summary>
public sealed record Municipality(string Code);

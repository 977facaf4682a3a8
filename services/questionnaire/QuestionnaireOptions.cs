using System.ComponentModel.DataAnnotations;

namespace Monitor.Questionnaire;

/// <summary>Every setting of this service beyond those that all processes share.</summary>
public sealed class QuestionnaireOptions
{
    public const string Section = "Questionnaire";

    /// <summary>Municipalities on one page at most. Default 500, more than there are.</summary>
    [Range(1, 1_000)]
    public int LargestPage { get; init; } = 500;

    /// <summary>Submitted responses on one page of the internal route at most. Default 500.</summary>
    [Range(1, 1_000)]
    public int LargestInternalPage { get; init; } = 500;
}

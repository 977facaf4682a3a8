using System.ComponentModel.DataAnnotations;

namespace Monitor.Questionnaire;

/// <summary>Every setting of this service beyond those that all processes share.</summary>
public sealed class QuestionnaireOptions
{
    public const string Section = "Questionnaire";

    /// <summary>Municipalities, or questionnaires, on one page at most. Default 500, more than there are.</summary>
    [Range(1, 1_000)]
    public int LargestPage { get; init; } = 500;

    /// <summary>Submitted responses on one page of the internal route at most. Default 500.</summary>
    [Range(1, 1_000)]
    public int LargestInternalPage { get; init; } = 500;

    /// <summary>Bytes of a file to import, with its mapping, 1 KiB to 64 MiB. Default 16 MiB.</summary>
    /// <remarks>The gateway and the sidecars between have limits of their own.</remarks>
    [Range(1024, 64 * 1024 * 1024)]
    public int LargestImport { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long an import, or a research file, may take, 1 s to 10 minutes. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LongestExchange { get; init; } = TimeSpan.FromMinutes(2);
}

using System.Text.Json;

namespace Monitor.Seeds;

/// <summary>The printed figures that decide who answers what, from <c>seeds/published/report-YYYY.json</c>.</summary>
/// <param name="Participation">Table 3.1.</param>
public sealed record Published(PublishedParticipation Participation)
{
    /// <summary>Tables 4.1 to 4.11; empty for 2014, of which the report prints drawings only.</summary>
    public IReadOnlyList<PublishedObjective> Objectives { get; init; } = [];

    /// <summary>Null for 2014.</summary>
    public PublishedAverages? Averages { get; init; }

    /// <summary>Null for 2014.</summary>
    public PublishedCount? NothingInPolicy { get; init; }

    /// <summary>Null for 2014, of which percentages are printed and no counts.</summary>
    public PublishedExtraQuestions? ExtraQuestions { get; init; }

    /// <exception cref="JsonException">The file does not hold the report's figures.</exception>
    public static Published Read(string path) =>
        JsonSerializer.Deserialize<Published>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
        ?? throw new JsonException($"{path} holds no figures.");
}

/// <summary>Table 3.1: how many answered, per size class.</summary>
public sealed record PublishedParticipation(int Responded, IReadOnlyList<PublishedSizeClass> BySizeClass);

public sealed record PublishedSizeClass(string SizeClass, int Responded);

/// <summary>
/// Tables 4.1 to 4.11 for one objective. The mean total is a whole number, null where it is not printed.
/// </summary>
public sealed record PublishedObjective(
    string Objective,
    int Respondents,
    PublishedCount InPolicy,
    int? MeanTotal,
    IReadOnlyList<PublishedQuestion> Questions);

public sealed record PublishedQuestion(string Question, IReadOnlyList<PublishedOption> Options);

public sealed record PublishedOption(string Option, int Count, decimal Percentage);

/// <summary>How many municipalities average below 25 and above 75.</summary>
public sealed record PublishedAverages(PublishedCount Below25, PublishedCount Above75);

public sealed record PublishedCount(int Count, decimal Percentage);

/// <summary>Section 4.2, as far as it prints counts.</summary>
public sealed record PublishedExtraQuestions(
    int Respondents,
    PublishedOptions Cooperation,
    PublishedCount YouthInvolved,
    PublishedCorrelation Correlation,
    PublishedOptions RegionalVision)
{
    /// <summary>The chosen counts, completed with the printed ones.</summary>
    public ExtraCounts Complete(ExtraCounts chosen) => chosen with
    {
        Respondents = Respondents,
        Cooperation = Cooperation.Counts,
        YouthInvolved = YouthInvolved.Count,
        RegionalVision = RegionalVision.Counts,
    };
}

/// <summary>The printed counts of a question's options.</summary>
public sealed record PublishedOptions(IReadOnlyList<PublishedOption> Options)
{
    public IReadOnlyDictionary<string, int> Counts => Options.ToDictionary(option => option.Option, o => o.Count);
}

/// <summary>Figure 4.12: how the mark of now goes with the average score, in two decimals.</summary>
public sealed record PublishedCorrelation(decimal Coefficient);

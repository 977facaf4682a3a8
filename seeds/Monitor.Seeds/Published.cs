using System.Text.Json;

namespace Monitor.Seeds;

/// <summary>The printed figures that decide who answers what, from <c>seeds/published/report-2017.json</c>.</summary>
public sealed record Published(
    PublishedParticipation Participation,
    IReadOnlyList<PublishedObjective> Objectives,
    PublishedAverages Averages,
    PublishedCount NothingInPolicy)
{
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

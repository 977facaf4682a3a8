using System.Text.Json;

namespace Monitor.Seeds;

/// <summary>The counts that the report leaves open, as chosen: <c>seeds/rounds/YYYY-choices.json</c>.</summary>
/// <param name="Documents">How many laid-down objectives name each document; together all that are laid down.</param>
/// <param name="Objectives">The open counts per objective.</param>
/// <param name="ExtraQuestions">The open counts of the extra questions, of municipalities that still exist.</param>
public sealed record Choices(
    IReadOnlyDictionary<string, int> Documents,
    IReadOnlyList<ObjectiveChoices> Objectives,
    ExtraCounts ExtraQuestions)
{
    /// <summary>Who leaves objectives out; null when everyone answers all.</summary>
    public PartialResponses? PartialResponses { get; init; }

    /// <summary>What is chosen about the averages; null where the report prints it.</summary>
    public AverageChoices? Averages { get; init; }

    /// <summary>The municipalities that answered and ended since; null when none did.</summary>
    public EndedChoices? Ended { get; init; }

    /// <exception cref="JsonException">The file does not hold the choices.</exception>
    public static Choices Read(string path) =>
        JsonSerializer.Deserialize<Choices>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
        ?? throw new JsonException($"{path} holds no choices.");
}

/// <summary>How many municipalities answer only some objectives, and how few and how many they answer.</summary>
public sealed record PartialResponses(int Municipalities, int FewestObjectives, int MostObjectives);

/// <summary>
/// How many averages lie below 25 and above 75, and how many of the municipalities that still exist have nothing in
/// policy.
/// </summary>
public sealed record AverageChoices(int Below25, int Above75, int NothingInPolicy);

/// <summary>Which ended municipalities answered, and their counts.</summary>
public sealed record EndedChoices(
    IReadOnlyList<string> Municipalities, int NothingInPolicy, ExtraCounts ExtraQuestions);

/// <summary>How many respondents of one objective gave each answer that no table prints.</summary>
/// <param name="Objective">The objective's id.</param>
/// <param name="LaidDown">Of those with the objective in policy, how many laid it down in a document.</param>
/// <param name="Intended">Of the others, how many intend to.</param>
/// <param name="OwnMeasure">How many name a measure of their own.</param>
/// <param name="ReachView">How many have a view of the reach; the shares add up to it.</param>
/// <param name="ReachShare">Of those, how many per option of the share reached.</param>
public sealed record ObjectiveChoices(
    string Objective,
    int LaidDown,
    int Intended,
    int OwnMeasure,
    int ReachView,
    IReadOnlyDictionary<string, int> ReachShare)
{
    /// <summary>How many have it in policy; null where table 4.11 prints it.</summary>
    public int? InPolicy { get; init; }

    /// <summary>
    /// Each measure is ticked by this percentage of the share of 2017; null where tables 4.1 to 4.10 print the counts.
    /// </summary>
    public int? ContentPercentage { get; init; }
}

using System.Text.Json;

namespace Monitor.Seeds;

/// <summary>The counts that the report leaves open, as chosen: <c>seeds/rounds/2017-choices.json</c>.</summary>
/// <param name="Documents">How many laid-down objectives name each document; together all that are laid down.</param>
/// <param name="PartialResponses">How many municipalities leave objectives out.</param>
/// <param name="Objectives">The open counts per objective.</param>
public sealed record Choices(
    IReadOnlyDictionary<string, int> Documents,
    PartialResponses PartialResponses,
    IReadOnlyList<ObjectiveChoices> Objectives)
{
    /// <exception cref="JsonException">The file does not hold the choices.</exception>
    public static Choices Read(string path) =>
        JsonSerializer.Deserialize<Choices>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
        ?? throw new JsonException($"{path} holds no choices.");
}

/// <summary>How many municipalities answer only some objectives, and how few and how many they answer.</summary>
public sealed record PartialResponses(int Municipalities, int FewestObjectives, int MostObjectives);

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
    IReadOnlyDictionary<string, int> ReachShare);

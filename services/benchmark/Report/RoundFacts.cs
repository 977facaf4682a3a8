using System.Text.Json;

namespace Monitor.Benchmark.Report;

/// <summary>What questionnaire knows of a round, as <c>YearlyReport.html</c> requires it.</summary>
internal sealed record RoundFacts(
    DateOnly OpensOn, DateOnly? ClosesOn, ParticipationFacts Participation, QuestionnaireFacts Questionnaire)
{
    /// <summary>Reads what came with a representation.</summary>
    /// <exception cref="ClientException">BAD_REQUEST: it is of another form.</exception>
    public static RoundFacts Read(IReadOnlyDictionary<string, object?> round) =>
        JsonForm.Read<RoundFacts>(JsonSerializer.SerializeToElement(round));
}

/// <summary>How many were invited and answered.</summary>
internal sealed record ParticipationFacts(
    int Invited, int Responded, IReadOnlyList<SizeClassFacts> BySizeClass, ParticipationCounts WithoutSizeClass);

/// <summary>The same of one size class.</summary>
internal sealed record SizeClassFacts(string SizeClass, int Municipalities, int Responded);

/// <summary>The same of those in no size class.</summary>
internal sealed record ParticipationCounts(int Municipalities, int Responded);

/// <summary>The questionnaire of a round.</summary>
internal sealed record QuestionnaireFacts(
    string Title, string? Source, string? Licence, IReadOnlyList<ObjectiveFacts> Objectives);

/// <summary>An objective as it was put to the municipalities.</summary>
internal sealed record ObjectiveFacts(
    string Id, int Number, string Title, string Definition, string? Rationale, string? Source);

using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Seeding;

/// <summary>A file <c>seeds/rounds/YYYY.json</c>: the facts of a round.</summary>
internal sealed record RoundFile(
    int Year,
    string Questionnaire,
    int Areas,
    RoundStatus Status,
    bool Generated,
    DateOnly OpensOn,
    DateOnly? ClosesOn,
    int Invited)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    public Round Round => new(
        Year, Status, Questionnaire, Areas, Start(OpensOn),
        ClosesOn is { } last ? Start(last.AddDays(1)) : null, Generated);

    private static DateTimeOffset Start(DateOnly day) => DutchTime.At(day, TimeOnly.MinValue);

    /// <summary>The rounds of the folder, by year. A longer name (2017-responses.json) is another file.</summary>
    public static IReadOnlyList<RoundFile> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, "????.json")
            .Where(file => int.TryParse(Path.GetFileNameWithoutExtension(file), out _))
            .Order(StringComparer.Ordinal)
            .Select(file => JsonSerializer.Deserialize<RoundFile>(File.ReadAllText(file), Form)!)];
}

/// <summary>A file <c>seeds/rounds/YYYY-responses.json</c>: submitted responses.</summary>
internal sealed record ResponsesFile(int Round, bool Generated, IReadOnlyList<ResponseInFile> Responses)
{
    /// <summary>The responses of a round; none when there is no file.</summary>
    public static IReadOnlyList<ResponseInFile> Read(string folder, Round round)
    {
        var path = Path.Combine(folder, FormattableString.Invariant($"{round.Year}-responses.json"));
        if (!File.Exists(path))
        {
            return [];
        }

        var file = JsonSerializer.Deserialize<ResponsesFile>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
        return file.Round == round.Year && file.Generated == round.Generated
            ? file.Responses
            : throw new FormatException($"{path} is not of round {round.Year}, or not generated as that round is.");
    }
}

/// <param name="Municipality">Code.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="Answers">By question: a list of options, a text, or a number.</param>
/// <param name="Texts">By question: the text behind an option that takes one. Absent when there is none.</param>
internal sealed record ResponseInFile(
    string Municipality,
    DateTimeOffset SubmittedAt,
    IReadOnlyDictionary<string, JsonElement> Answers,
    IReadOnlyDictionary<string, string>? Texts)
{
    /// <summary>The response, submitted at its first revision, and its answers, checked as anyone's are.</summary>
    /// <exception cref="ClientException">An answer does not fit.</exception>
    public SubmittedResponse Checked(Round round, Domain.Questionnaire questionnaire)
    {
        var sheet = new AnswerSheet(questionnaire, []).With([.. Answers.Select(a => AnswerOf(a.Key, a.Value))]);
        return new SubmittedResponse(
            Guid.NewGuid(), 1, round.Year, Municipality, questionnaire.Id, round.Generated, SubmittedAt, sheet.Answers);
    }

    private Answer AnswerOf(string question, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new Answer(question, [], value.GetString(), null),
        JsonValueKind.Number => new Answer(question, [], null, value.GetDecimal()),
        _ => new Answer(
            question,
            [.. value.EnumerateArray().Select(option => option.GetString()!)],
            Texts?.GetValueOrDefault(question),
            null),
    };
}

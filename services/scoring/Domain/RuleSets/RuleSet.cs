using System.Text.Json;

namespace Monitor.Scoring.Domain;

/// <summary>
/// Scoring rules (rekenregels) as data, for the questionnaires that it names. Another reading of the rules is another
/// rule set; scores say which one they used. The form is told in <c>docs/rule-sets.md</c>.
/// </summary>
/// <param name="Id">Stable; the rules under one id never change.</param>
/// <param name="Version">Of the rule sets for a questionnaire, the one with the highest version is current.</param>
/// <param name="Title">What it is, in Dutch.</param>
/// <param name="Source">Where its reading of the rules comes from; null when that is not told.</param>
/// <param name="Questionnaires">Ids of the questionnaires that it scores.</param>
/// <param name="AnsweredBy">Code of the question that decides whether an objective counts as answered.</param>
/// <param name="Bands">Norms of the colours.</param>
/// <param name="Parts">One entry for each part of a score.</param>
/// <param name="NotScored">
/// Codes (or patterns) of the questions that earn nothing: every question is scored or stands here.
/// </param>
public sealed record RuleSet(
    string Id,
    int Version,
    string Title,
    string? Source,
    IReadOnlyList<string> Questionnaires,
    string AnsweredBy,
    Norms Bands,
    IReadOnlyList<PartRules> Parts,
    IReadOnlyList<string> NotScored)
{
    /// <summary>What a whole score comes to, in points.</summary>
    public const decimal Maximum = 100;

    /// <summary>Reads the format of <c>seeds/rulesets</c>.</summary>
    /// <exception cref="JsonException">The text is not a rule set; names every fault with its path.</exception>
    public static RuleSet Parse(string json)
    {
        var (rules, faults) = RuleSetReader.Read(json);
        return rules ?? throw new JsonException($"Not a rule set: {string.Join(' ', faults)}");
    }

    /// <summary>The document of these rules, in the order of the form; <see cref="Parse"/> reads it.</summary>
    public string Write() => JsonSerializer.Serialize(this, DomainJson.Document);
}

/// <summary>The rules of one part; what they earn together counts up to <paramref name="Maximum"/>.</summary>
public sealed record PartRules(Part Part, decimal Maximum, IReadOnlyList<Rule> Rules);

/// <summary>What is wrong with a rule set, and where: <c>/parts/1/rules/0/points</c> (JSON Pointer).</summary>
public sealed record RuleSetFault(string Path, string Message)
{
    public override string ToString() => $"{(Path.Length == 0 ? "/" : Path)}: {Message}";
}

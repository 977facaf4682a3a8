using System.Text.Json;

namespace Monitor.Scoring.Domain;

/// <summary>
/// Scoring rules (rekenregels) as data, for the questionnaires that it names. Another reading of the rules is another
/// rule set; scores say which one they used. Source: the report KOM012/2017, chapter 3.3.
/// </summary>
/// <param name="Id">Stable; the rules under one id never change.</param>
/// <param name="Version">Of the rule sets for a questionnaire, the one with the highest version is current.</param>
/// <param name="Questionnaires">Ids of the questionnaires that it scores.</param>
/// <param name="AnsweredBy">Code of the question that decides whether an objective counts as answered.</param>
/// <param name="Bands">Norms of the colours.</param>
/// <param name="Parts">One entry for each part of a score; their maxima add up to 100.</param>
public sealed record RuleSet(
    string Id,
    int Version,
    IReadOnlyList<string> Questionnaires,
    string AnsweredBy,
    Norms Bands,
    IReadOnlyList<PartRules> Parts)
{
    /// <summary>What a whole score comes to, in points.</summary>
    public const decimal Maximum = 100;

    /// <summary>Reads the format of <c>seeds/rulesets</c>.</summary>
    /// <exception cref="JsonException">The text is not JSON, or the rules contradict themselves.</exception>
    public static RuleSet Parse(string json)
    {
        var rules = JsonSerializer.Deserialize<RuleSet>(json, DomainJson.Options)
            ?? throw new JsonException("The rule set is empty.");
        rules.Check();
        return rules;
    }

    private void Check()
    {
        var parts = Parts.Select(p => p.Part).Order();
        if (!parts.SequenceEqual(Enum.GetValues<Part>()))
        {
            throw new JsonException($"Rule set {Id} must have each part once.");
        }

        if (Parts.Sum(p => p.Maximum) != Maximum)
        {
            throw new JsonException($"The maxima of {Id} add up to {Parts.Sum(p => p.Maximum)}, not {Maximum}.");
        }

        foreach (var part in Parts)
        {
            if (part.Rules.Sum(r => r.Maximum) != part.Maximum)
            {
                throw new JsonException($"The rules of {part.Part} in {Id} do not add up to {part.Maximum}.");
            }
        }

        if (Bands.RedBelow > Bands.GreenAbove)
        {
            throw new JsonException($"The norms of {Id} overlap.");
        }
    }
}

/// <summary>The rules of one part of a score. Their maxima add up to <paramref name="Maximum"/>.</summary>
public sealed record PartRules(Part Part, decimal Maximum, IReadOnlyList<Rule> Rules);

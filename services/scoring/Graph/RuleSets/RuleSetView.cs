using System.Text.Json;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>A published rule set as clients see it.</summary>
public sealed record RuleSetView(PublishedRuleSet Published, IReadOnlyList<string> CurrentFor)
{
    public string Id => Published.Rules.Id;

    public int Version => Published.Rules.Version;

    public string Title => Published.Rules.Title;

    public string? Source => Published.Rules.Source;

    public IReadOnlyList<string> Questionnaires => Published.Rules.Questionnaires;

    public string AnsweredBy => Published.Rules.AnsweredBy;

    public Norms Bands => Published.Rules.Bands;

    public IReadOnlyList<PartRulesView> Parts => [.. Published.Rules.Parts.Select(p => new PartRulesView(p))];

    public IReadOnlyList<string> NotScored => Published.Rules.NotScored;

    public DateTimeOffset PublishedAt => Published.PublishedAt;

    public JsonElement Document => JsonSerializer.Deserialize<JsonElement>(Published.Rules.Write());
}

/// <summary>The rules of a part as clients see them.</summary>
public sealed record PartRulesView(PartRules Rule)
{
    public Part Part => Rule.Part;

    public decimal Maximum => Rule.Maximum;

    public IReadOnlyList<RuleView> Rules => [.. Rule.Rules.Select(RuleView.Of)];
}

/// <summary>The kinds of rules, as in the document.</summary>
public enum RuleKind
{
    Choice,
    Divided,
    PerMeasure,
    Share,
    Text,
}

/// <summary>A rule of any kind as clients see it.</summary>
public sealed record RuleView(
    RuleKind Kind,
    string Question,
    decimal? Points,
    decimal? Cap,
    IReadOnlyList<OptionPoints> Options,
    string Suggestion)
{
    public static RuleView Of(Rule rule) => rule switch
    {
        ChoiceRule choice => new(
            RuleKind.Choice, rule.Question, null, null,
            [.. choice.Points.OrderByDescending(p => p.Value).Select(p => new OptionPoints(p.Key, p.Value))],
            rule.Suggestion),
        DividedRule divided => new(RuleKind.Divided, rule.Question, divided.Points, null, [], rule.Suggestion),
        PerMeasureRule measures => new(
            RuleKind.PerMeasure, rule.Question, measures.Points, measures.Cap, [], rule.Suggestion),
        ShareRule share => new(RuleKind.Share, rule.Question, share.Points, null, [], rule.Suggestion),
        TextRule text => new(RuleKind.Text, rule.Question, text.Points, null, [], rule.Suggestion),
        _ => throw new ArgumentException($"There is no view of {rule.GetType().Name}.", nameof(rule)),
    };
}

/// <summary>What an option earns.</summary>
public sealed record OptionPoints(string Option, decimal Points);

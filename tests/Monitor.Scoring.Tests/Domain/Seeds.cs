using Monitor.Scoring.Domain;
using Monitor.Testing;

namespace Monitor.Scoring.Tests.Domain;

/// <summary>The rule set and the questionnaire that the system starts with.</summary>
internal static class Seeds
{
    public static RuleSet Rules { get; } = RuleSet.Parse(Read("rulesets/child-abuse-1.json"));

    public static Questionnaire Questionnaire { get; } =
        Monitor.Scoring.Domain.Questionnaire.Parse(Read("questionnaires/child-abuse-2017.json"));

    public static Scorer Scorer { get; } = new(Rules, Questionnaire);

    /// <summary>A file of the folder <c>seeds</c>.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Seeds, path));
}

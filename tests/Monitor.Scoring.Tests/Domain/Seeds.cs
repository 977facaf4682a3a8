using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain;

/// <summary>The rule set and the questionnaire that the system starts with.</summary>
internal static class Seeds
{
    public static RuleSet Rules { get; } = RuleSet.Parse(Read("rulesets/child-abuse-1.json"));

    public static Questionnaire Questionnaire { get; } =
        Monitor.Scoring.Domain.Questionnaire.Parse(Read("questionnaires/child-abuse-2017.json"));

    public static Scorer Scorer { get; } = new(Rules, Questionnaire);

    public static string Folder { get; } = Find();

    private static string Read(string path) => File.ReadAllText(Path.Combine(Find(), path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Monitor.sln is not above the tests.");
        }

        return Path.Combine(folder.FullName, "seeds");
    }
}

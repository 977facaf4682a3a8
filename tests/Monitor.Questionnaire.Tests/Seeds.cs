using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests;

/// <summary>The repository's own seeds.</summary>
internal static class Seeds
{
    public static string Folder { get; } = Path.Combine(Root(), "seeds");

    /// <summary>The questionnaire of the rounds 2017 and 2018.</summary>
    public static Questionnaire.Domain.Questionnaire Questionnaire { get; } =
        QuestionnaireJson.Read(File.ReadAllText(
            Path.Combine(Folder, "questionnaires", "child-abuse-2017.json")));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Monitor.sln above the tests.");
        }

        return folder.FullName;
    }
}

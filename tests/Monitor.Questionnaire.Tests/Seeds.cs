using Monitor.Questionnaire.Domain;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests;

/// <summary>The repository's own seeds.</summary>
internal static class Seeds
{
    public static string Folder { get; } = Repository.Seeds;

    /// <summary>The questionnaire of round 2017.</summary>
    public static Questionnaire.Domain.Questionnaire Questionnaire { get; } =
        QuestionnaireJson.Read(File.ReadAllText(
            Path.Combine(Folder, "questionnaires", "child-abuse-2017.json")));
}

using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain;

/// <summary>Writes answer sheets as one line: <c>Sheet.Of(4, "policy=in-policy", "content-1=none")</c>.</summary>
internal static class Sheet
{
    public static AnswerSheet Of(int objective, params string[] answers) =>
        new(answers.Select(a => a.Split('=')).ToDictionary(
            a => $"child-abuse-{objective}.{a[0]}",
            a => a[0] == "own-measure" ? new Answer([], a[1]) : new Answer(a[1].Split(','))));

    public static string Measure(string question, int index = 0) =>
        Seeds.Questionnaire.Objectives.SelectMany(o => o.Questions).First(q => q.Id == question)
            .Options.Where(o => !o.Exclusive).ElementAt(index).Id;
}

using System.Text;
using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Exchange;

/// <summary>
/// A plan as a table: a row for each target of each goal. For a Dutch spreadsheet: UTF-8 with a byte order mark,
/// semicolons, decimal commas, and nothing that runs as a formula.
/// </summary>
internal static class PlanCsv
{
    // As OWASP lists them (CSV injection), and the wide forms that some settings of Excel read alike.
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    private static readonly string[] Headers =
    [
        "gemeentecode", "gemeente", "plan", "looptijd", "nummer", "doelstelling", "titel", "onderdeel", "startmeting",
        "startscore", "laatste_meting", "laatste_score", "streefscore", "nodig_nu", "voortgang", "datum", "eigenaar",
        "status", "maatregelen", "toelichting",
    ];

    public static byte[] Of(PlanDocument document)
    {
        var csv = new StringBuilder("\uFEFF");
        Write(csv, Headers);
        foreach (var (index, goal) in document.Goals.Index())
        {
            foreach (var progress in goal.Progress)
            {
                Write(csv, Row(document, index + 1, goal.Form, progress));
            }
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static string?[] Row(PlanDocument document, int number, GoalForm goal, GoalProgress progress) =>
    [
        document.Plan.Municipality,
        document.Municipality,
        document.Plan.Title,
        document.Period,
        $"{number}",
        goal.Objective,
        document.TitleOf(goal.Objective),
        Dutch.Of(progress.Part),
        $"{progress.Start?.Round}",
        Points(progress.Start?.Points),
        $"{progress.Latest?.Round}",
        Points(progress.Latest?.Points),
        Dutch.Number(progress.Target),
        Points(progress.Expected),
        Dutch.Of(progress.Status),
        goal.Due.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        Dutch.Of(goal.Owner),
        Dutch.Of(goal.Status),
        string.Join(" | ", goal.Measures.Select(m => m.Label)),
        goal.Notes,
    ];

    private static string? Points(decimal? points) => points is { } given ? Dutch.Number(given) : null;

    private static void Write(StringBuilder csv, IEnumerable<string?> fields) =>
        csv.AppendJoin(';', fields.Select(Field)).Append("\r\n");

    // Every field in quotes: no text can end its cell. One that would begin a formula begins with an apostrophe.
    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var guarded = Dangerous.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

using System.Globalization;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Seeding;

/// <summary>
/// Reads a file of successions, as <c>seeds/areas/successions.csv</c>:
/// <c>date,old_code,old_name,new_code,new_name,kind,note</c>.
/// </summary>
internal static class SuccessionFile
{
    private static readonly string[] Required = ["date", "old_code", "new_code", "kind"];
    private static readonly string[] Texts = ["note", "old_name", "new_name"];

    public static IReadOnlyList<ImportedSuccession> Read(string text, List<AreaFault> faults)
    {
        var table = AreaTable.Read(text, AreaFile.Successions, faults);
        if (Required.Where(column => table.PlaceOf(column) is null).ToList() is { Count: > 0 } missing)
        {
            faults.Add(new AreaFault(
                AreaFile.Successions, 1, "NO_COLUMN", $"The header lacks {string.Join(", ", missing)}."));
            return [];
        }

        var found = table.Rows.Select(row => Read(table, row, faults)).OfType<ImportedSuccession>().ToList();
        foreach (var again in found.GroupBy(s => (s.Step.OldCode, s.Step.NewCode)).SelectMany(g => g.Skip(1)))
        {
            faults.Add(new AreaFault(
                AreaFile.Successions, again.Line, "DUPLICATE",
                $"{again.Step.OldCode} to {again.Step.NewCode} stands there twice."));
        }

        return found;
    }

    private static ImportedSuccession? Read(
        AreaTable table, (int Line, string[] Fields) row, List<AreaFault> faults)
    {
        var before = faults.Count;
        string? Field(string column) =>
            table.PlaceOf(column) is { } place && row.Fields[place] is { Length: > 0 } text ? text : null;
        void Require(bool isTrue, string code, string message)
        {
            if (!isTrue)
            {
                faults.Add(new AreaFault(AreaFile.Successions, row.Line, code, message));
            }
        }

        var isDate = DateOnly.TryParseExact(
            Field("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        Require(isDate, "BAD_DATE", "`date` is written as 2018-01-01.");
        var (old, heir) = (Field("old_code") ?? "", Field("new_code") ?? "");
        Require(Municipality.IsCode(old), "BAD_CODE", $"'{old}' is no code of a municipality.");
        Require(Municipality.IsCode(heir) && heir != old, "BAD_CODE", $"'{heir}' is no code of another municipality.");
        var kind = Field("kind") switch
        {
            "MERGE" => SuccessionKind.Merge,
            "SPLIT" => SuccessionKind.Split,
            "RENAME" => SuccessionKind.Rename,
            _ => (SuccessionKind?)null,
        };
        Require(kind is not null, "BAD_KIND", "`kind` is MERGE, SPLIT or RENAME.");
        Require(
            Texts.All(c => Field(c) is not { } text
                || (text.Length <= 300 && PlainText.IsPlain(text))),
            "BAD_TEXT", "A name or a note is plain text of at most 300 signs.");
        return faults.Count == before
            ? new ImportedSuccession(
                row.Line,
                new Succession(date, kind!.Value, old, heir, Field("note")),
                Field("old_name"),
                Field("new_name"))
            : null;
    }
}

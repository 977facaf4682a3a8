using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Questionnaire.Exchange;

/// <summary>Reads a mapping: JSON, or CSV with the columns code, answer, question, option.</summary>
internal static class ImportMapFile
{
    private static readonly JsonSerializerOptions form = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = false,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
    };

    /// <summary>Of a mapping in CSV: any text at all, kept as the text of the option.</summary>
    private const string AnyText = "*";

    /// <summary>Null, and a fault says why, where it cannot be read.</summary>
    public static ImportMap? Read(ReadOnlyMemory<byte> file, FileFaults faults)
    {
        var begin = Encoding.UTF8.GetString(file.Span[..Math.Min(file.Length, 64)]);
        return begin.TrimStart('\uFEFF', ' ', '\r', '\n').StartsWith('{')
            ? ReadJson(file, faults)
            : ReadCsv(file, faults);
    }

    private static ImportMap? ReadJson(ReadOnlyMemory<byte> file, FileFaults faults)
    {
        try
        {
            var text = Encoding.UTF8.GetString(file.Span).TrimStart('\uFEFF');
            var map = JsonSerializer.Deserialize<JsonMap>(text, form)!;
            if (map.Questions?.FirstOrDefault(rule => rule.Value is null).Key is { } empty)
            {
                throw new JsonException("A question's mapping is null.", $"$.questions.{empty}", null, null);
            }

            return new ImportMap
            {
                Layout = map.Layout,
                Columns = map.Columns ?? [],
                Municipalities = map.Municipalities ?? [],
                Questions = (map.Questions ?? []).ToDictionary(
                    rule => rule.Key,
                    rule => new CodeRule(rule.Value!.Question, rule.Value.Answers, rule.Value.TextOf)),
                Ignore = (map.Ignore ?? []).ToHashSet(StringComparer.Ordinal),
            };
        }
        catch (JsonException fault)
        {
            faults.Add((fault.LineNumber ?? -1) + 1, fault.Path, "BAD_MAP",
                "The mapping is not JSON of the form that is described: look at this place.");
            return null;
        }
    }

    private static ImportMap? ReadCsv(ReadOnlyMemory<byte> file, FileFaults faults)
    {
        var before = faults.Count;
        var table = CsvTable.Read(file, faults);
        if (table is null || faults.Count > before)
        {
            faults.Add(0, null, "BAD_MAP", "The mapping cannot be read: the faults before this are of its lines.");
            return null;
        }

        string[] names = ["code", "answer", "question", "option"];
        if (names.FirstOrDefault(name => table.PlaceOf(name) is null) is { } missing)
        {
            faults.Add(1, missing, "BAD_MAP", $"The mapping needs the columns {string.Join(", ", names)}.");
            return null;
        }

        var places = names.Select(name => table.PlaceOf(name)!.Value).ToArray();
        var rows = table.Rows.Select(row => (row.Line, Fields: places.Select(p => row.Fields[p].Trim()).ToArray()));
        return new ImportMap
        {
            Questions = rows.GroupBy(row => row.Fields[0], StringComparer.Ordinal)
                .ToDictionary(code => code.Key, code => RuleOf(code.Key, [.. code], faults)),
        };
    }

    private static CodeRule RuleOf(string code, List<(long Line, string[] Fields)> rows, FileFaults faults)
    {
        var question = rows[0].Fields[2];
        foreach (var row in rows.Where(row => row.Fields[2] != question))
        {
            faults.Add(row.Line, code, "BAD_MAP", $"The mapping leads '{code}' to two questions.");
        }

        if (rows is [{ Fields: [_, "", _, ""] }])
        {
            return new CodeRule(question, null, null);
        }

        if (rows is [{ Fields: [_, AnyText, _, { Length: > 0 } option] }])
        {
            return new CodeRule(question, null, option);
        }

        var answers = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (line, fields) in rows)
        {
            if (fields[1] is "" or AnyText || !answers.TryAdd(fields[1], fields[3].Length == 0 ? null : fields[3]))
            {
                faults.Add(line, code, "BAD_MAP", $"Each row of '{code}' names another answer of the file.");
            }
        }

        return new CodeRule(question, answers, null);
    }

    private sealed record JsonMap(
        FileLayout Layout,
        Dictionary<string, string>? Columns,
        Dictionary<string, string>? Municipalities,
        Dictionary<string, JsonRule?>? Questions,
        IReadOnlyList<string>? Ignore);

    private sealed record JsonRule(
        [property: JsonRequired] string Question, Dictionary<string, string?>? Answers, string? TextOf);
}

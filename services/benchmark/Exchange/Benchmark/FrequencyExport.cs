using System.Runtime.CompilerServices;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// The tables of a release: what the graph answers for <c>Round.frequencies</c>, <c>policyCoverage</c> and
/// <c>extraQuestions</c>, group by group, a row each number.
/// </summary>
internal sealed class FrequencyExport(
    ReleaseContents contents, ReleaseGroups groups, FrequencyStore frequencies, TableStore tables)
{
    private const int GroupsHeld = 4;

    public static IReadOnlyList<string> Parameters { get; } = ["edition", "group", "objective", "table"];

    public static IReadOnlyList<ExportColumn> Columns { get; } =
    [
        .. ReleaseColumns.OfGroup,
        new(
            "table", ColumnKind.Text,
            "FREQUENCIES (antwoorden per doelstelling), POLICY_COVERAGE, POLICY_NUMBERS (hoeveel doelstellingen in "
            + "beleid), DOCUMENTS (waarin vastgelegd), EXTRA_QUESTIONS, MARKS (rapportcijfers).", 18),
        new("objective", ColumnKind.Text, "Doelstelling; leeg waar het over alle gaat.", 20),
        new("part", ColumnKind.Text, "ANCHORING (borging), CONTENT (inhoud) of REACH (bereik); anders leeg.", 12),
        new("question", ColumnKind.Text, "Vraag; leeg waar er geen is.", 28),
        new("question_label", ColumnKind.Text, "De vraag zoals zij in de vragenlijst stond.", 50),
        new("option", ColumnKind.Text, "Antwoord, document, aantal of cijfer.", 28),
        new("option_label", ColumnKind.Text, "Het antwoord zoals het in de vragenlijst stond.", 50),
        new("statistic", ColumnKind.Text, "COUNT (aantal), MEAN (gemiddelde) of CORRELATION (samenhang).", 14),
        new(
            "value", ColumnKind.Number,
            "Het aantal gemeenten, of het gemiddelde of de samenhang; leeg met een reden. Onder het land afgerond op "
            + "vijftallen."),
        new("percentage", ColumnKind.Integer, "Hele procenten van respondents; leeg met een reden.", 12),
        new("respondents", ColumnKind.Integer, "Gemeenten waarover het gaat; leeg waar dat niet getoond wordt.", 12),
        ReleaseColumns.Reason,
        ReleaseColumns.Generated,
    ];

    /// <exception cref="ClientException">BAD_PARAMETER, or NOT_FOUND for a round without such a release.</exception>
    public async Task<ExportTable> TableAsync(int round, ExportQuery query, CancellationToken cancellationToken)
    {
        var release = await contents.FindAsync(round, query.Text("edition"), cancellationToken);
        var objectives = query.OneOf("objective", await contents.ObjectivesAsync(release.Id, cancellationToken));
        var kinds = query.OneOf("table", Enum.GetValues<TableKind>().Select(EnumText.Of));
        var wanted = await groups.WantedAsync(release, query, cancellationToken);
        var country = new ReleasedGroup(release.Id, GroupKind.Country, null);
        var layout = (await ReadAsync([country], cancellationToken))[country]
            .Where(v => objectives is null || (v.Place.Objective is { } id && objectives.Contains(id)))
            .Where(v => kinds?.Contains(EnumText.Of(v.Place.Table)) != false)
            .ToList();
        return new ExportTable(
            $"frequencies-{release.Id}",
            Columns,
            (page, cancellation) => page.Of(
                wanted, layout.Count, groups => RowsAsync(release, groups, layout, cancellation)),
            _ => ValueTask.FromResult((long)wanted.Count * layout.Count))
        {
            State = release.Id,
            ModifiedAt = release.MadeAt,
            CacheControl = ExportContract.Public,
            Pins = new Dictionary<string, string> { ["edition"] = release.Id },
            Notes = ReleaseNotes.Of(release),
        };
    }

    /// <summary>Each group has the rows of the country: what it lacks is withheld, and looks alike.</summary>
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        ReleaseSummary release,
        IReadOnlyList<Group> wanted,
        IReadOnlyList<(TablePlace Place, TableValue Value)> layout,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var some in wanted.Chunk(GroupsHeld))
        {
            var keys = some.Select(g => new ReleasedGroup(release.Id, g.Kind, g.Code)).ToList();
            var found = await ReadAsync(keys, cancellationToken);
            foreach (var (group, key) in some.Zip(keys))
            {
                var values = found[key].ToDictionary(v => v.Place, v => v.Value);
                foreach (var (place, ofCountry) in layout)
                {
                    yield return Row(release, group, place, values.GetValueOrDefault(place, ofCountry.Hidden));
                }
            }
        }
    }

    private static IReadOnlyList<object?> Row(
        ReleaseSummary release, Group group, TablePlace place, TableValue value) =>
    [
        .. ReleaseColumns.ValuesOf(release, AggregateGroupView.Of(group)), EnumText.Of(place.Table), place.Objective,
        place.Part, place.Question, value.QuestionLabel, place.Option, value.OptionLabel, place.Statistic, value.Value,
        value.Percentage, value.Respondents, value.Reason is { } why ? EnumText.Of(why) : null, release.Generated,
    ];

    private async Task<Dictionary<ReleasedGroup, List<(TablePlace Place, TableValue Value)>>> ReadAsync(
        IReadOnlyList<ReleasedGroup> keys, CancellationToken cancellationToken)
    {
        var counted = await frequencies.FindAsync(keys, cancellationToken);
        var numbers = await tables.PolicyNumbersAsync(keys, cancellationToken);
        var extra = await tables.ExtraAnswersAsync(keys, cancellationToken);
        return keys.ToDictionary(key => key, key => TableRows.Of(
            [.. counted[key].Select(f => ObjectiveFrequenciesView.Of(key, f))],
            numbers.TryGetValue(key, out var found) ? PolicyCoverageView.Of(key, counted[key], found) : null,
            ExtraQuestionsView.Of(key, extra.GetValueOrDefault(key))).ToList());
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Benchmark.Graph;

namespace Monitor.Benchmark.Exchange;

/// <summary>The catalogue as a document: the members that the graph has, with ids where the graph leads on.</summary>
internal static class CatalogueDocument
{
    private static readonly JsonSerializerOptions form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,   // no browser takes it for a page (nosniff)
        WriteIndented = true,
        NewLine = "\n",
    };

    public static byte[] Of(CatalogueView catalogue) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            catalogue.Version,
            catalogue.Statistics,
            catalogue.Combinations,
            catalogue.GroupKinds,
            Rounds = catalogue.Rounds.Select(r => new
            {
                r.Year, r.Release, r.ReleasedAt, r.Editions, r.RuleSet, r.Generated,
                Objectives = r.Objectives.Select(o => o.Id),
            }),
            catalogue.Tables,
            Indicators = catalogue.Indicators.Select(Entry),
            catalogue.Freshness,
        },
        form);

    private static object Entry(IndicatorView indicator) => new
    {
        indicator.Id,
        Topic = indicator.Entry.Topic,
        Theme = indicator.Entry.Theme,
        indicator.Title,
        indicator.Definition,
        indicator.Unit,
        indicator.Source,
        indicator.SourceUrl,
        indicator.Licence,
        indicator.Status,
        indicator.PeriodKinds,
        indicator.AreaKinds,
        indicator.NextUpdate,
        indicator.Decimals,
        indicator.RoundedTo,
        Per = indicator.Per.Select(PerNames.Of),
        indicator.HasData,
        indicator.Generated,
        indicator.Estimate,
        Coverage = indicator.Coverage.Select(c => new
        {
            c.AreaKind, First = c.First.Text, Last = c.Last.Text, c.Figures, c.Generated,
        }),
    };
}

using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>What answers the fields about files that came in and went out.</summary>
internal static class ExchangeFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var exchange = services.GetRequiredService<ExchangeResolvers>();
        binder
            .Field<Round, IReadOnlyList<ImportRecord>>("Round.imports", exchange.ImportsAsync)
            .Field<Round, Connection<ResearchDownload>>("Round.researchDownloads", exchange.DownloadsAsync)
            .Type<ImportRecord>("ResponseImport")
            .Type<Connection<ResearchDownload>>("ResearchDownloadConnection")
            .Type<Edge<ResearchDownload>>("ResearchDownloadEdge")
            .Type<ResearchDownload>("ResearchDownload")
            .Field<ResearchDownload, IReadOnlyList<Municipality>>(
                "ResearchDownload.municipalities", exchange.MunicipalitiesAsync);
    }
}

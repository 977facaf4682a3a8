using Microsoft.Extensions.Options;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Graph;

/// <summary>Tells the institute which files came into a round, and which research files went out of it.</summary>
public sealed class ExchangeResolvers(
    NpgsqlDataSource database, MunicipalityStore municipalities, IOptions<QuestionnaireOptions> options)
{
    /// <summary><c>Round.imports</c>.</summary>
    public async ValueTask<IReadOnlyList<IReadOnlyList<ImportRecord>>> ImportsAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var found = await ImportStore.OfRoundsAsync(acting, parents.Select(p => p.Year), cancellationToken);
        return [.. parents.Select(p => found[p.Year].ToList())];
    }

    /// <summary><c>Round.researchDownloads</c>.</summary>
    public async ValueTask<IReadOnlyList<Connection<ResearchDownload>>> DownloadsAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var first = PageArguments.First(context, options.Value);
        var after = NumberCursor.Parse(context.Argument<string?>("after"));
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var pages = await ResearchStore.DownloadsAsync(
            acting, parents.Select(p => p.Year), first, after, cancellationToken);
        return
        [
            .. parents.Select(p => pages[p.Year]).Select(page => Connection.Of(
                [.. page.Downloads.Select(d => new Edge<ResearchDownload>(NumberCursor.Text(d.Id), d))],
                first, page.Total, after is not null)),
        ];
    }

    /// <summary><c>ResearchDownload.municipalities</c>.</summary>
    public async ValueTask<IReadOnlyList<IReadOnlyList<Municipality>>> MunicipalitiesAsync(
        IReadOnlyList<ResearchDownload> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await municipalities.FindAsync(parents.SelectMany(p => p.Codes), cancellationToken);
        return [.. parents.Select(p => p.Codes.Where(found.ContainsKey).Select(code => found[code]).ToList())];
    }
}

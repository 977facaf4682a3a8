using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Dapr;

namespace Monitor.Community.Events;

/// <summary>
/// Copies the areas anew. What is fetched is always the newest, so repeats and order do not matter. Is questionnaire
/// away, the event comes again.
/// </summary>
public sealed class AreasPublishedHandler(DaprClient dapr, Inbox inbox, ILogger<AreasPublishedHandler> log)
    : IHandle<AreasPublished>
{
    public async Task<Delivery> HandleAsync(Received<AreasPublished> received, CancellationToken cancellationToken)
    {
        var areas = (await dapr.GetAsync<AreasForm>("questionnaire", "/internal/areas", cancellationToken)).Known();
        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (effect.AlreadyHandled)
        {
            return Delivery.Done;
        }

        await AreaStore.ReplaceAsync(effect.Transaction, areas, cancellationToken);
        await effect.CommitAsync(cancellationToken);
        log.AreasLearned(areas.Municipalities.Count, areas.Regions.Count);
        return Delivery.Done;
    }

    /// <summary>The part of questionnaire's answer that community needs.</summary>
    private sealed record AreasForm(
        IReadOnlyList<MunicipalityForm> Municipalities,
        IReadOnlyList<string>? Others,
        IReadOnlyList<KnownRegion> Regions)
    {
        public KnownAreas Known()
        {
            var regions = Regions.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
            return new KnownAreas(
                [
                    .. Municipalities.Select(m =>
                        new KnownMunicipality(m.Code, m.Name, m.SizeClass, m.Inhabitants, IsCurrent: true)),
                    .. (Others ?? []).Select(code => new KnownMunicipality(code, null, null, null, IsCurrent: false)),
                ],
                Regions,
                [
                    .. Municipalities.SelectMany(m => m.Regions
                        .Where(r => regions.Contains(r.Code))
                        .Select(r => new KnownMembership(m.Code, r.Kind, r.Code))),
                ]);
        }
    }

    private sealed record MunicipalityForm(
        string Code, string? Name, string? SizeClass, int? Inhabitants, IReadOnlyList<MembershipForm> Regions);

    private sealed record MembershipForm(string Kind, string Code);
}

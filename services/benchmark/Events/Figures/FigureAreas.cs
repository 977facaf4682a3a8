using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Npgsql;

namespace Monitor.Benchmark.Events;

/// <summary>Brings the areas of figures in line with questionnaire's.</summary>
public sealed class FigureAreas(NpgsqlDataSource database, FigureAreaStore areas, FigurePublisher publisher)
{
    /// <summary>
    /// Saves names and memberships, and tells of it when any changed. An area that is not named any more stays, as its
    /// figures do.
    /// </summary>
    public async Task KeepAsync(Areas current, CancellationToken cancellationToken)
    {
        var memberships = await WithPartsAsync(current.Memberships, cancellationToken);
        NamedArea[] named =
        [
            .. current.Regions.Select(r => Named(r.Code, r.Name)).OfType<NamedArea>(),
            .. current.Municipalities.Select(m => Named(m.Code, m.Name)).OfType<NamedArea>(),
        ];
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await FigureAreaStore.SaveAsync(transaction, named, memberships, cancellationToken))
        {
            await publisher.TellAsync(transaction, [], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static NamedArea? Named(string code, string? name) =>
        name is not null && Area.TryParse(code) is { } area ? new NamedArea(area, name) : null;

    // Questionnaire does not know the four parts of the country: a province is in the one that it was in.
    private async Task<IReadOnlyList<Membership>> WithPartsAsync(
        IReadOnlyList<RegionMembership> given, CancellationToken cancellationToken)
    {
        var memberships = given.Select(m => Area.TryParse(m.Region) is { } region
            ? new Membership(m.Municipality, region)
            : null).OfType<Membership>().ToList();
        var (_, known) = await areas.ReadAsync(cancellationToken);
        var partOf = known.Where(m => m.Region.Kind == AreaKind.PartOfCountry)
            .ToDictionary(m => m.Municipality, m => m.Region, StringComparer.Ordinal);
        var partOfProvince = known.Where(m => m.Region.Kind == AreaKind.Province && partOf.ContainsKey(m.Municipality))
            .GroupBy(m => m.Region).ToDictionary(g => g.Key, g => partOf[g.First().Municipality]);
        return
        [
            .. memberships,
            .. memberships.Where(m => partOfProvince.ContainsKey(m.Region))
                .Select(m => new Membership(m.Municipality, partOfProvince[m.Region])),
        ];
    }
}

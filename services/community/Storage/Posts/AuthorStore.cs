using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>What is known of those who write: names, and among whom the anonymous ones may be.</summary>
public sealed class AuthorStore(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(30);
    private volatile KeptCrowd? kept;

    /// <summary>Names of members by pseudonym; of those who ended their membership too, of erased ones none.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        IEnumerable<Guid> members, CancellationToken cancellationToken)
    {
        Guid[] asked = [.. members.Distinct()];
        if (asked.Length == 0)
        {
            return new Dictionary<Guid, string>();
        }

        var query = new NpgsqlBatchCommand("SELECT id, name FROM members WHERE id = ANY ($1)")
        {
            Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = asked } },
        };
        var found = await ActingAs.Service.ReadAsync(
            database, query, row => (Id: row.GetGuid(0), Name: row.GetString(1)), cancellationToken);
        return found.ToDictionary(f => f.Id, f => f.Name);
    }

    /// <summary>Names of municipalities by code; of those that are not known none.</summary>
    public async Task<IReadOnlyDictionary<string, string>> MunicipalitiesAsync(
        IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        string[] asked = [.. codes.Distinct()];
        if (asked.Length == 0)
        {
            return new Dictionary<string, string>();
        }

        await using var command = database.CreateCommand(
            "SELECT code, name FROM municipalities WHERE code = ANY ($1) AND name IS NOT NULL");
        command.Parameters.AddValue(asked);
        var found = await command.ReadAsync(row => (Code: row.GetString(0), Name: row.GetString(1)), cancellationToken);
        return found.ToDictionary(f => f.Code, f => f.Name);
    }

    /// <summary>What a text of this author must not hold if it is to be anonymous.</summary>
    public async Task<OwnNames> OwnNamesAsync(Authorship by, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT (SELECT name FROM members WHERE id = $1), (SELECT name FROM municipalities WHERE code = $2),
                   ARRAY(SELECT domain FROM email_domains WHERE municipality_code = $2)
            """)
        {
            Parameters = { Id(by.Member), OrNull(by.Municipality, NpgsqlTypes.NpgsqlDbType.Text) },
        };
        return (await ActingAs.Service.ReadAsync(
            database,
            query,
            row => new OwnNames(row.TextOrNull(0), row.TextOrNull(1), row.GetFieldValue<string[]>(2)),
            cancellationToken))[0];
    }

    /// <summary>Who wrote what, as the reader may know it, in the order asked; all looked up at once.</summary>
    public async Task<IReadOnlyList<Author>> AuthorsAsync(
        IReadOnlyList<Authorship> asked, Reader reader, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(
            asked.Where(by => by.ShownAs == ShownAs.Member).Select(by => by.Member), cancellationToken);
        var municipalities = await MunicipalitiesAsync(
            asked.Where(by => by.ShownAs != ShownAs.Anonymous).Select(by => by.Municipality).OfType<string>(),
            cancellationToken);
        var crowd = await CrowdAsync(cancellationToken);
        return
        [
            .. asked.Select(by => Author.Of(
                by,
                names.GetValueOrDefault(by.Member),
                by.Municipality is null ? null : municipalities.GetValueOrDefault(by.Municipality),
                crowd,
                reader.Member,
                reader.Moderates)),
        ];
    }

    /// <summary>The municipalities with active members; as of at most half a minute ago.</summary>
    public async Task<Crowd> CrowdAsync(CancellationToken cancellationToken)
    {
        if (kept is { } known && time.GetUtcNow() < known.Until)
        {
            return known.Crowd;
        }

        var query = new NpgsqlBatchCommand("""
            SELECT m.municipality_code, a.size_class, min(m.since),
                   ARRAY(SELECT r.region FROM memberships_of_regions r WHERE r.municipality = m.municipality_code)
            FROM members m LEFT JOIN municipalities a ON a.code = m.municipality_code
            WHERE m.status = 'ACTIVE' AND m.municipality_code IS NOT NULL
            GROUP BY m.municipality_code, a.size_class
            """);
        var found = await ActingAs.Service.ReadAsync(
            database,
            query,
            row => new CrowdMunicipality(
                row.GetString(0),
                row.TextOrNull(1),
                row.GetFieldValue<DateTimeOffset>(2),
                row.GetFieldValue<string[]>(3)),
            cancellationToken);
        var crowd = new Crowd(found);
        kept = new KeptCrowd(time.GetUtcNow() + GoodFor, crowd);
        return crowd;
    }

    /// <summary>The size class of a municipality now; null where it is not known.</summary>
    public async Task<string?> SizeClassAsync(string? municipality, CancellationToken cancellationToken)
    {
        if (municipality is null)
        {
            return null;
        }

        await using var command = database.CreateCommand("SELECT size_class FROM municipalities WHERE code = $1");
        command.Parameters.AddValue(municipality);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private sealed record KeptCrowd(DateTimeOffset Until, Crowd Crowd);
}

/// <param name="Person">The author's name; null where it is not known.</param>
/// <param name="Municipality">Theirs, by name; null where it is not known.</param>
/// <param name="Domains">Of its addresses.</param>
public sealed record OwnNames(string? Person, string? Municipality, IReadOnlyList<string> Domains);

using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Community.Storage;

/// <summary>An act as it is on record, and the service that recorded it.</summary>
public sealed record CollectedAct(string Service, RecordedAct Act);

/// <summary>Which acts are asked for; null: whatever.</summary>
/// <param name="Municipality">With whose data.</param>
/// <param name="Kinds">Values of <see cref="ActKind"/>, as <see cref="EnumText"/> writes them.</param>
/// <param name="From">At this moment or later.</param>
/// <param name="To">Before this moment.</param>
public sealed record ActQuestion(
    string? Municipality, IReadOnlyList<string>? Kinds, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>The acts of all services: added and read, never changed.</summary>
public sealed class ActStore(NpgsqlDataSource database)
{
    private const string Columns = """
        a.service, a.id, a.at, a.actor, a.actor_municipality, a.actor_roles, a.is_machine, a.kind, a.municipalities,
        a.of, a.trace
        """;

    /// <summary>What adds acts; one that is there already stays as it is.</summary>
    // No columns after ON CONFLICT: they would have to be readable, and the actor may not read another's acts.
    public static IEnumerable<NpgsqlBatchCommand> Adding(string service, IEnumerable<RecordedAct> acts) =>
        acts.Select(act => act.Command(
            """
            WITH added AS (
                INSERT INTO recorded_acts
                    (id, at, actor, actor_municipality, actor_roles, is_machine, kind, municipalities, of, trace,
                     service)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                ON CONFLICT DO NOTHING)
            INSERT INTO acts_of_municipalities (municipality_code, at, act)
            SELECT DISTINCT code, $2, $1 FROM unnest($8) AS each (code)
            ON CONFLICT DO NOTHING
            """,
            Parameters.Text(service)));

    /// <summary>The newest first, and one more than was asked for where there is a next page.</summary>
    public Task<List<CollectedAct>> FindAsync(
        ActingAs acting, ActQuestion question, PageAsked page, CancellationToken cancellationToken)
    {
        // Of one municipality the place comes from its own index, and only what is shown is looked up.
        var select = question.Municipality is null
            ? $"""
                SELECT {Columns} FROM recorded_acts a
                WHERE ($1::text IS NULL) AND (a.at, a.id) < ($2, $3) AND a.at >= $4
                    AND ($5 IS NULL OR a.kind = ANY ($5))
                ORDER BY a.at DESC, a.id DESC LIMIT $6
                """
            : $"""
                SELECT {Columns} FROM acts_of_municipalities m JOIN recorded_acts a ON a.id = m.act
                WHERE m.municipality_code = $1 AND (m.at, m.act) < ($2, $3) AND m.at >= $4
                    AND ($5 IS NULL OR a.kind = ANY ($5))
                ORDER BY m.at DESC, m.act DESC LIMIT $6
                """;
        return acting.ReadAsync(
            database,
            new NpgsqlBatchCommand(select)
            {
                Parameters =
                {
                    Parameters.OrNull(question.Municipality, NpgsqlDbType.Text),
                    Parameters.Time(Before(question, page).At),
                    Parameters.Id(Before(question, page).Id),
                    Parameters.Time(question.From ?? DateTimeOffset.MinValue),
                    new NpgsqlParameter
                    {
                        Value = (object?)question.Kinds?.ToArray() ?? DBNull.Value,
                        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                    },
                    Parameters.Int(page.First + 1),
                },
            },
            Read,
            cancellationToken);
    }

    /// <summary>All that one person or machine did, the newest first.</summary>
    public Task<List<CollectedAct>> OfActorAsync(string actor, CancellationToken cancellationToken) =>
        ActingAs.Service.ReadAsync(
            database,
            new NpgsqlBatchCommand(
                $"SELECT {Columns} FROM recorded_acts a WHERE a.actor = $1 ORDER BY a.at DESC, a.id DESC")
            {
                Parameters = { Parameters.Text(actor) },
            },
            Read,
            cancellationToken);

    /// <summary>
    /// The names of people and machines, for who reads acts: those of this municipality and those of none (the
    /// institute's); null: all. Who was erased has none.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        IEnumerable<string> actors, string? readersMunicipality, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. actors.Select(each => Guid.TryParse(each, out var id) ? id : Guid.Empty).Distinct()];
        var names = await ActingAs.Service.ReadAsync(
            database,
            new NpgsqlBatchCommand("""
                SELECT id, name FROM members
                WHERE id = ANY ($1) AND ($2 IS NULL OR municipality_code IS NULL OR municipality_code = $2)
                UNION ALL
                SELECT id, name FROM machines
                WHERE id = ANY ($1) AND ($2 IS NULL OR municipality_code IS NULL OR municipality_code = $2)
                """)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid[]> { TypedValue = ids },
                    Parameters.OrNull(readersMunicipality, NpgsqlDbType.Text),
                },
            },
            row => (Actor: row.GetGuid(0).ToString("N"), Name: row.GetString(1)),
            cancellationToken);
        return names.ToDictionary(each => each.Actor, each => each.Name, StringComparer.Ordinal);
    }

    /// <summary>The place before which a page lies: after the last one shown, and before the end asked for.</summary>
    private static TimeCursor Before(ActQuestion question, PageAsked page)
    {
        var end = new TimeCursor(question.To ?? DateTimeOffset.MaxValue, Guid.Empty);
        return page.After is { } after && after.At < end.At ? after : end;
    }

    private static CollectedAct Read(NpgsqlDataReader row) => new(row.GetString(0), new RecordedAct(
        row.GetGuid(1),
        row.GetFieldValue<DateTimeOffset>(2),
        row.TextOrNull(3),
        row.TextOrNull(4),
        row.GetFieldValue<string[]>(5),
        row.GetBoolean(6),
        row.GetString(7),
        row.GetFieldValue<string[]>(8),
        row.TextOrNull(9),
        row.TextOrNull(10)));
}

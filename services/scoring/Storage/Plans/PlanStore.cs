using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Scoring.Storage;

/// <summary>The plans of municipalities. A closed one stays.</summary>
public sealed class PlanStore(NpgsqlDataSource database)
{
    private const string Columns =
        "id, municipality, round, title, from_year, to_year, notes, status, revision, created_at, changed_at";

    /// <summary>All plans of a municipality: the current one first, then the latest.</summary>
    public Task<List<Plan>> OfAsync(string municipality, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            SELECT {Columns} FROM plans WHERE municipality = $1
            ORDER BY (status = 'CURRENT') DESC, from_year DESC, created_at DESC
            """)
        {
            Parameters = { Text(municipality) },
        };
        return ActingAs.Municipality(municipality).ReadAsync(database, query, Read, cancellationToken);
    }

    /// <summary>A plan of the municipality; null when it has none of this id.</summary>
    public async Task<Plan?> FindAsync(string municipality, Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"SELECT {Columns} FROM plans WHERE id = $1 AND municipality = $2")
        {
            Parameters = { Id(id), Text(municipality) },
        };
        return (await ActingAs.Municipality(municipality).ReadAsync(database, query, Read, cancellationToken))
            .SingleOrDefault();
    }

    /// <summary>A plan in sight of the transaction, kept from others until it ends; null when there is none.</summary>
    public static async Task<Plan?> LockAsync(ActingTransaction acting, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM plans WHERE id = $1 FOR UPDATE", acting.Connection, acting.Transaction);
        command.Parameters.Add(Id(id));
        return (await command.ReadAsync(Read, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Adds a plan; false when the municipality has a current one.</summary>
    public static async Task<bool> AddAsync(ActingTransaction acting, Plan plan, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO plans (id, municipality, round, title, from_year, to_year, notes, status, revision,
                               created_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (municipality) WHERE status = 'CURRENT' DO NOTHING
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Id(plan.Id));
        command.Parameters.Add(Text(plan.Municipality));
        command.Parameters.Add(Int(plan.Round));
        command.Parameters.Add(Text(plan.Title));
        command.Parameters.Add(Int(plan.FromYear));
        command.Parameters.Add(Int(plan.ToYear));
        command.Parameters.Add(Text(plan.Notes));
        command.Parameters.Add(Text(EnumText.Of(plan.Status)));
        command.Parameters.Add(Int(plan.Revision));
        command.Parameters.Add(Time(plan.CreatedAt));
        command.Parameters.Add(Time(plan.ChangedAt));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Writes a plan that was locked; false when another is the current one by now.</summary>
    public static async Task<bool> UpdateAsync(
        ActingTransaction acting, Plan plan, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE plans
            SET title = $2, from_year = $3, to_year = $4, notes = $5, status = $6, revision = $7, changed_at = $8
            WHERE id = $1 AND ($6 = 'CLOSED' OR NOT EXISTS (
                SELECT FROM plans o WHERE o.municipality = $9 AND o.status = 'CURRENT' AND o.id <> $1))
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Id(plan.Id));
        command.Parameters.Add(Text(plan.Title));
        command.Parameters.Add(Int(plan.FromYear));
        command.Parameters.Add(Int(plan.ToYear));
        command.Parameters.Add(Text(plan.Notes));
        command.Parameters.Add(Text(EnumText.Of(plan.Status)));
        command.Parameters.Add(Int(plan.Revision));
        command.Parameters.Add(Time(plan.ChangedAt));
        command.Parameters.Add(Text(plan.Municipality));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Adds a line of history.</summary>
    /// <param name="acting">As the municipality.</param>
    /// <param name="municipality">Whose plan.</param>
    /// <param name="change">Its id is not used.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task RecordAsync(
        ActingTransaction acting, string municipality, PlanChange change, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO plan_changes (plan_id, goal_id, municipality, changed_at, changed_by, action, changes)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Id(change.PlanId));
        command.Parameters.Add(OrNull(change.GoalId, NpgsqlDbType.Uuid));
        command.Parameters.Add(Text(municipality));
        command.Parameters.Add(Time(change.At));
        command.Parameters.Add(Text(change.By));
        command.Parameters.Add(Text(EnumText.Of(change.Action)));
        command.Parameters.Add(Json(change.Changes, DomainJson.Options));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Lines of a plan's history, the newest first.</summary>
    /// <param name="municipality">Whose plan.</param>
    /// <param name="plan">Its id.</param>
    /// <param name="before">Only those before this line; null: from the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<List<PlanChange>> HistoryAsync(
        string municipality, Guid plan, long? before, int limit, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT id, plan_id, goal_id, changed_at, changed_by, action, changes FROM plan_changes
            WHERE plan_id = $1 AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
            """)
        {
            Parameters = { Id(plan), OrNull(before, NpgsqlDbType.Bigint), Int(limit) },
        };
        return ActingAs.Municipality(municipality).ReadAsync(database, query, ReadChange, cancellationToken);
    }

    private static Plan Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5),
        row.GetString(6), EnumText.Parse<PlanStatus>(row.GetString(7)), row.GetInt32(8),
        row.GetFieldValue<DateTimeOffset>(9), row.GetFieldValue<DateTimeOffset>(10));

    private static PlanChange ReadChange(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.OrNull<Guid>(2), row.GetFieldValue<DateTimeOffset>(3), row.GetString(4),
        EnumText.Parse<PlanAction>(row.GetString(5)), row.Json<IReadOnlyList<FieldChange>>(6, DomainJson.Options));
}

using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Community.Storage;

/// <summary>Categories, and how many topics are out in them. Tens of them: they are read whole.</summary>
public sealed class CategoryStore(NpgsqlDataSource database)
{
    private const string Columns =
        "id, kind, title, description, objective_id, theme, region_code, is_open, position, closed_at, revision";

    /// <summary>Those whose topics the reader may see, in order.</summary>
    public Task<List<Category>> ReadableAsync(Reader reader, CancellationToken cancellationToken) =>
        reader.ReadAsync(
            database,
            new NpgsqlBatchCommand($"""
                SELECT {Columns} FROM categories
                WHERE id = ANY ((SELECT readable_categories())::text[]) ORDER BY position, id
                """),
            Of,
            cancellationToken);

    /// <summary>Every one, in order: for those who keep them.</summary>
    public async Task<List<Category>> AllAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM categories ORDER BY position, id");
        return await command.ReadAsync(Of, cancellationToken);
    }

    /// <summary>The one with this id, held until the transaction ends; null when there is none.</summary>
    public static async Task<Category?> HoldAsync(
        NpgsqlTransaction transaction, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM categories WHERE id = $1 FOR UPDATE", transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        return (await command.ReadAsync(Of, cancellationToken)).SingleOrDefault();
    }

    /// <summary>How many topics are out in what the reader may see, by all that lists are filtered by.</summary>
    public Task<List<TopicCount>> CountsAsync(Reader reader, CancellationToken cancellationToken) =>
        reader.ReadAsync(
            database,
            new NpgsqlBatchCommand("""
                SELECT category_id, kind, objective_id, is_answered, topics::integer FROM topic_counts
                WHERE category_id = ANY ((SELECT readable_categories())::text[]) AND topics > 0
                """),
            row => new TopicCount(
                row.GetString(0),
                EnumText.Parse<TopicKind>(row.GetString(1)),
                row.GetString(2),
                row.GetBoolean(3),
                row.GetInt32(4)),
            cancellationToken);

    /// <summary>Whether there is a region with this code now.</summary>
    public async Task<bool> IsRegionAsync(string code, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM regions WHERE code = $1)");
        command.Parameters.AddValue(code);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// Gives objectives' categories the titles that are known by now, in the order of the questionnaire, and each theme
    /// a category. Titles that the institute changed stay.
    /// </summary>
    public static async Task NameObjectivesAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("""
                    UPDATE categories c
                    SET title = left(o.title, 300), theme = o.theme,
                        position = CASE WHEN o.theme = 'CHILD_ABUSE' THEN 200 ELSE 400 END + o.number
                    FROM objective_texts o
                    WHERE c.objective_id = o.id AND c.revision = 1
                      AND (c.title, c.theme) IS DISTINCT FROM (left(o.title, 300), o.theme)
                    """),
                new NpgsqlBatchCommand("""
                    INSERT INTO categories (id, kind, title, theme, position)
                    SELECT 'theme-' || replace(lower(theme), '_', '-'), 'THEME',
                           CASE theme WHEN 'CHILD_ABUSE' THEN 'Kindermishandeling'
                                      WHEN 'DOMESTIC_VIOLENCE' THEN 'Huiselijk geweld' ELSE theme END,
                           theme, CASE WHEN theme = 'CHILD_ABUSE' THEN 100 ELSE 300 END
                    FROM (SELECT DISTINCT theme FROM objective_texts WHERE theme IS NOT NULL) t
                    ON CONFLICT DO NOTHING
                    """),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Gives every Veilig Thuis region that has none its own category, closed to others.</summary>
    public static async Task AddRegionsAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO categories (id, kind, title, description, region_code, is_open, position)
            SELECT 'region-' || lower(code), 'REGION', 'Regio ' || name,
                   'Voor de gemeenten in de Veilig Thuis-regio ' || name || '. Anderen lezen hier niet mee.',
                   code, false, 600
            FROM regions WHERE kind = 'VEILIG_THUIS' ON CONFLICT DO NOTHING
            """, transaction.Connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Adds a category; false when one with this id, or of this objective, is there.</summary>
    public static async Task<bool> AddAsync(
        NpgsqlTransaction transaction, Category category, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO categories (id, kind, title, description, objective_id, theme, region_code, is_open, position,
                                    closed_at, revision)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT DO NOTHING
            """, transaction.Connection, transaction);
        AddValues(command, category);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Writes what may be changed of a category that is held.</summary>
    public static async Task UpdateAsync(
        NpgsqlTransaction transaction, Category category, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE categories
            SET title = $3, description = $4, theme = $6, is_open = $8, position = $9, closed_at = $10, revision = $11
            WHERE id = $1 AND kind = $2 AND objective_id IS NOT DISTINCT FROM $5
              AND region_code IS NOT DISTINCT FROM $7
            """, transaction.Connection, transaction);
        AddValues(command, category);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddValues(NpgsqlCommand command, Category category)
    {
        command.Parameters.AddValue(category.Id);
        command.Parameters.AddValue(EnumText.Of(category.Kind));
        command.Parameters.AddValue(category.Title);
        command.Parameters.AddValue(category.Description);
        command.Parameters.Add(Parameters.OrNull(category.ObjectiveId, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.OrNull(category.Theme, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.OrNull(category.RegionCode, NpgsqlDbType.Text));
        command.Parameters.AddValue(category.IsOpen);
        command.Parameters.AddValue(category.Position);
        command.Parameters.Add(Parameters.OrNull(category.ClosedAt?.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.AddValue(category.Revision);
    }

    private static Category Of(NpgsqlDataReader row) => new(
        row.GetString(0),
        EnumText.Parse<CategoryKind>(row.GetString(1)),
        row.GetString(2),
        row.GetString(3),
        row.TextOrNull(4),
        row.TextOrNull(5),
        row.TextOrNull(6),
        row.GetBoolean(7),
        row.GetInt32(8),
        row.OrNull<DateTimeOffset>(9),
        row.GetInt32(10));
}

/// <param name="Category">Where.</param>
/// <param name="Kind">What.</param>
/// <param name="Objective">About which; empty: about none.</param>
/// <param name="IsAnswered">Questions with an answer.</param>
/// <param name="Topics">How many are out.</param>
public sealed record TopicCount(string Category, TopicKind Kind, string Objective, bool IsAnswered, int Topics);

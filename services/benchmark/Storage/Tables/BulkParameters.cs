using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Benchmark.Storage;

/// <summary>Columns of many rows at once, for <c>unnest</c>.</summary>
internal static class BulkParameters
{
    /// <summary>Values in a <c>jsonb</c> column; a null stays one.</summary>
    public static NpgsqlParameter Jsons<T>(IEnumerable<T?> values) => new()
    {
        Value = values.Select(v => v is null ? null : JsonSerializer.Serialize(v, StoredJson.Form)).ToArray(),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
    };

    public static NpgsqlParameter IntsOrNull(IEnumerable<int?> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer };

    public static NpgsqlParameter Bools(IEnumerable<bool> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean };

    public static string? NameOf(SuppressionReason? reason) => reason is { } why ? EnumText.Of(why) : null;
}

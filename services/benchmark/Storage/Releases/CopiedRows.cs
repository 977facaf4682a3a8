using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Benchmark.Storage;

/// <summary>Writes the columns of rows that come in by COPY, where many are added at once.</summary>
internal static class CopiedRows
{
    /// <summary>The columns release_id, kind and code.</summary>
    public static async Task WriteGroupAsync(
        this NpgsqlBinaryImporter copy, string release, Group group, CancellationToken cancellationToken)
    {
        await copy.WriteAsync(release, cancellationToken);
        await copy.WriteAsync(EnumText.Of(group.Kind), cancellationToken);
        await copy.WriteAsync(group.Code ?? "", cancellationToken);
    }

    public static Task WriteOrNullAsync(
        this NpgsqlBinaryImporter copy, int? number, CancellationToken cancellationToken) =>
        number is { } value ? copy.WriteAsync(value, cancellationToken) : copy.WriteNullAsync(cancellationToken);

    public static Task WriteOrNullAsync(
        this NpgsqlBinaryImporter copy, IEnumerable<int>? numbers, CancellationToken cancellationToken) =>
        numbers is null
            ? copy.WriteNullAsync(cancellationToken)
            : copy.WriteAsync(numbers.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer, cancellationToken);

    public static Task WriteReasonAsync(
        this NpgsqlBinaryImporter copy, SuppressionReason? reason, CancellationToken cancellationToken) =>
        reason is { } why
            ? copy.WriteAsync(EnumText.Of(why), cancellationToken)
            : copy.WriteNullAsync(cancellationToken);

    public static Task WriteJsonAsync<T>(
        this NpgsqlBinaryImporter copy, T value, CancellationToken cancellationToken) => copy.WriteAsync(
        JsonSerializer.Serialize(value, StoredJson.Form), NpgsqlDbType.Jsonb, cancellationToken);
}

using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Hosting;

/// <summary>Parameters of queries. Typed by their value; one that may be absent names its type.</summary>
public static class Parameters
{
    public static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    public static NpgsqlParameter<string[]> Texts(IEnumerable<string> values) => new() { TypedValue = [.. values] };

    public static NpgsqlParameter TextsOrNull(IEnumerable<string?> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    public static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    public static NpgsqlParameter<int> Int(int value) => new() { TypedValue = value };

    public static NpgsqlParameter<int[]> Ints(IEnumerable<int> values) => new() { TypedValue = [.. values] };

    public static NpgsqlParameter<bool> Bool(bool value) => new() { TypedValue = value };

    public static NpgsqlParameter<DateTime> Time(DateTimeOffset value) => new() { TypedValue = value.UtcDateTime };

    public static NpgsqlParameter OrNull(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    /// <summary>A value in a <c>jsonb</c> column; <see cref="Rows.Json{T}"/> reads it again.</summary>
    public static NpgsqlParameter Json<T>(T value, JsonSerializerOptions form) =>
        new() { Value = JsonSerializer.Serialize(value, form), NpgsqlDbType = NpgsqlDbType.Jsonb };

    /// <summary>The next parameter of a command, of any type that Npgsql knows.</summary>
    public static void AddValue<T>(this NpgsqlParameterCollection parameters, T value) =>
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
}

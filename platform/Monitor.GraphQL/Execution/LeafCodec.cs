using System.Collections.Frozen;
using System.Text;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>How the leaves of a field are kept and written.</summary>
internal abstract class LeafCodec
{
    public abstract Column NewColumn(PlannedField field, GraphQLType type, Level? level, ListColumn? lists);
}

/// <summary>Leaves of any CLR type.</summary>
internal sealed class AnyCodec : LeafCodec
{
    public static AnyCodec Instance { get; } = new();

    public override Column NewColumn(PlannedField field, GraphQLType type, Level? level, ListColumn? lists) =>
        new CoercedColumn(field, type) { Level = level, Lists = lists };
}

/// <summary>Leaves of a CLR type that can be written without a coercion: it would only give them back.</summary>
internal abstract class LeafCodec<T> : LeafCodec
{
    /// <summary>Whether the value can be written: it is not null, and the coercion would take it.</summary>
    public abstract bool Accepts(T value);

    public abstract void Write(JsonText json, T value);

    public override Column NewColumn(PlannedField field, GraphQLType type, Level? level, ListColumn? lists) =>
        new LeafColumn<T>(field, type, this) { Level = level, Lists = lists };
}

internal sealed class NullableCodec<T>(LeafCodec<T> inner) : LeafCodec<T?>
    where T : struct
{
    public override bool Accepts(T? value) => value.HasValue && inner.Accepts(value.GetValueOrDefault());

    public override void Write(JsonText json, T? value) => inner.Write(json, value.GetValueOrDefault());
}

internal sealed class TextCodec : LeafCodec<string?>
{
    public override bool Accepts(string? value) => value is not null;

    public override void Write(JsonText json, string? value) => json.Text(value!);
}

internal sealed class BooleanCodec : LeafCodec<bool>
{
    public override bool Accepts(bool value) => true;

    public override void Write(JsonText json, bool value) => json.Boolean(value);
}

internal sealed class IntCodec : LeafCodec<int>
{
    public override bool Accepts(int value) => true;

    public override void Write(JsonText json, int value) => json.Number(value);
}

/// <summary>Numbers of 64 bits that the type takes within bounds.</summary>
internal sealed class LongCodec(long least, long greatest) : LeafCodec<long>
{
    public override bool Accepts(long value) => value >= least && value <= greatest;

    public override void Write(JsonText json, long value) => json.Number(value);
}

internal sealed class DoubleCodec : LeafCodec<double>
{
    public override bool Accepts(double value) => double.IsFinite(value);

    public override void Write(JsonText json, double value) => json.Number(value);
}

internal sealed class GuidCodec : LeafCodec<Guid>
{
    public override bool Accepts(Guid value) => true;

    public override void Write(JsonText json, Guid value) => json.Quoted(value, "D");
}

internal sealed class DateCodec : LeafCodec<DateOnly>
{
    public override bool Accepts(DateOnly value) => true;

    public override void Write(JsonText json, DateOnly value) => json.Quoted(value, "yyyy-MM-dd");
}

/// <summary>Members of a C# enum, by the names that the schema gives them.</summary>
internal sealed class EnumCodec<T> : LeafCodec<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<T, byte[]> quoted;

    public EnumCodec(EnumType type) => quoted = EnumNames.Of(typeof(T)).ValuesIn(type)
        .ToFrozenDictionary(entry => (T)entry.Key, entry => Encoding.UTF8.GetBytes($"\"{entry.Value}\""));

    public override bool Accepts(T value) => quoted.ContainsKey(value);

    public override void Write(JsonText json, T value) => json.Raw(quoted[value]);
}

/// <summary>Enum values that the service keeps as their names.</summary>
internal sealed class EnumTextCodec(EnumType type) : LeafCodec<string?>
{
    public override bool Accepts(string? value) => value is not null && type.Values.ContainsKey(value);

    public override void Write(JsonText json, string? value) => json.Text(value!);
}

using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Chooses how leaves are kept, by their CLR type and what the schema makes of it.</summary>
internal static class LeafCodecs
{
    private static readonly TextCodec Text = new();
    private static readonly BooleanCodec Boolean = new();
    private static readonly IntCodec Int = new();
    private static readonly LongCodec Int32Bits = new(int.MinValue, int.MaxValue);
    private static readonly LongCodec Int64Bits = new(long.MinValue, long.MaxValue);
    private static readonly DoubleCodec Double = new();
    private static readonly GuidCodec Guid = new();
    private static readonly DateCodec Date = new();

    /// <param name="type">Of the field, lists and all.</param>
    /// <param name="clr">Of what answers it.</param>
    public static LeafCodec Of(GraphQLType type, Type clr)
    {
        if (type.Nullable is ListType list)
        {
            return TypeFit.ItemOf(clr) is { } item ? Of(list.Item, item) : AnyCodec.Instance;
        }

        if (Nullable.GetUnderlyingType(clr) is { } underlying)
        {
            var inner = OfLeaf(type.Named, underlying);
            return inner is AnyCodec ? inner : Make(typeof(NullableCodec<>), underlying, inner);
        }

        return OfLeaf(type.Named, clr);
    }

    private static LeafCodec OfLeaf(NamedType leaf, Type clr) => leaf switch
    {
        EnumType @enum when clr == typeof(string) => new EnumTextCodec(@enum),
        EnumType @enum when clr.IsEnum => Make(typeof(EnumCodec<>), clr, @enum),
        ScalarType scalar => OfScalar(scalar.Coercion, clr),
        _ => AnyCodec.Instance,
    };

    private static LeafCodec OfScalar(ScalarCoercion coercion, Type clr) => coercion switch
    {
        StringCoercion or IdCoercion or PassThroughCoercion when clr == typeof(string) => Text,
        BooleanCoercion or PassThroughCoercion when clr == typeof(bool) => Boolean,
        IntCoercion or FloatCoercion or PassThroughCoercion when clr == typeof(int) => Int,
        IntCoercion when clr == typeof(long) => Int32Bits,
        FloatCoercion or PassThroughCoercion when clr == typeof(long) => Int64Bits,
        FloatCoercion when clr == typeof(double) => Double,
        IdCoercion when clr == typeof(Guid) => Guid,
        DateCoercion when clr == typeof(DateOnly) => Date,
        _ => AnyCodec.Instance,
    };

    private static LeafCodec Make(Type codec, Type clr, object argument) =>
        (LeafCodec)Activator.CreateInstance(codec.MakeGenericType(clr), argument)!;
}

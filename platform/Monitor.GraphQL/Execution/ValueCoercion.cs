using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>
/// Coerces values of variables to what resolvers receive. §3.5 to §3.12; messages and order as graphql-js.
/// </summary>
/// <param name="report">Told each fault and the path to it within the value.</param>
/// <param name="suggest">Whether messages may propose names.</param>
/// <remarks>
/// The result is only meaningful where nothing was reported. Enums become their names, input objects
/// <see cref="InputObject"/>, lists <c>object?[]</c>; a scalar becomes what its coercion makes of it.
/// </remarks>
internal sealed class ValueCoercion(Action<string, InputPath?> report, bool suggest)
{
    /// <summary>The way to the value at hand: names of fields, and indices where there is no name.</summary>
    private readonly List<(string? Name, int Index)> way = [];

    /// <param name="value">As read from JSON.</param>
    /// <param name="type">What is expected.</param>
    public object? Coerce(object? value, GraphQLType type)
    {
        switch (type)
        {
            case NonNullType when value is null:
                Report($"Expected value of non-null type \"{type}\" not to be null.");
                return null;
            case NonNullType nonNull:
                return Coerce(value, nonNull.Inner);
            case var _ when value is null:
                return null;
            case ListType list:
                return CoerceList(value, list);
            case InputObjectType input:
                return CoerceObject(value, input);
            case EnumType members:
                return CoerceEnum(value, members);
            default:
                return CoerceScalar(value, (ScalarType)type);
        }
    }

    private object?[] CoerceList(object value, ListType type)
    {
        // §3.11: a value that is no list is a list of one.
        if (value is not IReadOnlyList<object?> items)
        {
            return [Coerce(value, type.Item)];
        }

        var coerced = new object?[items.Count];
        for (var i = 0; i < coerced.Length; i++)
        {
            way.Add((null, i));
            coerced[i] = Coerce(items[i], type.Item);
            way.RemoveAt(way.Count - 1);
        }

        return coerced;
    }

    private InputObject? CoerceObject(object value, InputObjectType type)
    {
        if (value is not IReadOnlyDictionary<string, object?> given)
        {
            Report($"Expected value of type \"{type}\" to be an object, found: {ValueText.Of(value)}.");
            return null;
        }

        var coerced = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields.Values)
        {
            if (given.TryGetValue(field.Name, out var fieldValue))
            {
                way.Add((field.Name, 0));
                coerced[field.Name] = Coerce(fieldValue, field.Type);
                way.RemoveAt(way.Count - 1);
            }
            else if (field.DefaultValue is not null)
            {
                coerced[field.Name] = DefaultValues.Of(field, Report);
            }
            else if (field.IsRequired)
            {
                Report(InputFaults.MissingField(type, field, ValueText.Of(value)));
            }
        }

        foreach (var name in given.Keys.Where(name => !type.Fields.ContainsKey(name)))
        {
            Report(InputFaults.UnknownField(type, name, ValueText.Of(value), suggest));
        }

        if (type.IsOneOf)
        {
            CheckOneOf(given, type);
        }

        return new InputObject(coerced);
    }

    private void CheckOneOf(IReadOnlyDictionary<string, object?> given, InputObjectType type)
    {
        var known = given.Keys.Where(type.Fields.ContainsKey).ToList();
        if (known.Count != 1)
        {
            Report(InputFaults.OneOf(type));
        }

        if (known is [var first, ..] && given[first] is null)
        {
            report(InputFaults.OneOf(type), new InputPath(Path(), first));
        }
    }

    private string? CoerceEnum(object value, EnumType type)
    {
        if (EnumInput.FaultOf(type, value, suggest) is not { } fault)
        {
            return (string)value;
        }

        Report(fault);
        return null;
    }

    private object? CoerceScalar(object value, ScalarType type)
    {
        try
        {
            return type.Coercion.ParseValue(value);
        }
        catch (FormatException fault)
        {
            Report(fault.Message);
            return null;
        }
    }

    private void Report(string message) => report(message, Path());

    /// <summary>Made where there is a fault: most values have none.</summary>
    private InputPath? Path()
    {
        InputPath? path = null;
        foreach (var (name, index) in way)
        {
            path = new InputPath(path, name ?? (object)index);
        }

        return path;
    }
}

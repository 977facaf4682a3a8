using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Coerces values of variables to what resolvers receive. §3.5 to §3.12; messages and order as graphql-js.</summary>
/// <param name="report">Told each fault and the path to it within the value.</param>
/// <param name="suggest">Whether messages may propose names.</param>
/// <remarks>
/// The result is only meaningful where nothing was reported. Enums become their names, input objects
/// <see cref="InputObject"/>, lists <c>object?[]</c>; a scalar becomes what its coercion makes of it.
/// </remarks>
internal sealed class ValueCoercion(Action<string, InputPath?> report, bool suggest)
{
    /// <param name="value">As read from JSON.</param>
    /// <param name="type">What is expected.</param>
    /// <param name="path">The way to it.</param>
    public object? Coerce(object? value, GraphQLType type, InputPath? path)
    {
        switch (type)
        {
            case NonNullType when value is null:
                report($"Expected value of non-null type \"{type}\" not to be null.", path);
                return null;
            case NonNullType nonNull:
                return Coerce(value, nonNull.Inner, path);
            case var _ when value is null:
                return null;
            case ListType list:
                return CoerceList(value, list, path);
            case InputObjectType input:
                return CoerceObject(value, input, path);
            case EnumType members:
                return CoerceEnum(value, members, path);
            default:
                return CoerceScalar(value, (ScalarType)type, path);
        }
    }

    private object?[] CoerceList(object value, ListType type, InputPath? path)
    {
        // §3.11: a value that is no list is a list of one.
        if (value is not IReadOnlyList<object?> items)
        {
            return [Coerce(value, type.Item, path)];
        }

        var coerced = new object?[items.Count];
        for (var i = 0; i < coerced.Length; i++)
        {
            coerced[i] = Coerce(items[i], type.Item, new InputPath(path, i));
        }

        return coerced;
    }

    private InputObject? CoerceObject(object value, InputObjectType type, InputPath? path)
    {
        if (value is not IReadOnlyDictionary<string, object?> given)
        {
            report($"Expected value of type \"{type}\" to be an object, found: {ValueText.Of(value)}.", path);
            return null;
        }

        var coerced = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields.Values)
        {
            if (given.TryGetValue(field.Name, out var fieldValue))
            {
                coerced[field.Name] = Coerce(fieldValue, field.Type, new InputPath(path, field.Name));
            }
            else if (field.DefaultValue is not null)
            {
                coerced[field.Name] = DefaultValues.Of(field, (message, _, at) => report(message, at), path);
            }
            else if (field.IsRequired)
            {
                report(InputFaults.MissingField(type, field, ValueText.Of(value)), path);
            }
        }

        foreach (var name in given.Keys.Where(name => !type.Fields.ContainsKey(name)))
        {
            report(InputFaults.UnknownField(type, name, ValueText.Of(value), suggest), path);
        }

        if (type.IsOneOf)
        {
            CheckOneOf(given, type, path);
        }

        return new InputObject(coerced);
    }

    private void CheckOneOf(IReadOnlyDictionary<string, object?> given, InputObjectType type, InputPath? path)
    {
        var known = given.Keys.Where(type.Fields.ContainsKey).ToList();
        if (known.Count != 1)
        {
            report(InputFaults.OneOf(type), path);
        }

        if (known is [var first, ..] && given[first] is null)
        {
            report(InputFaults.OneOf(type), new InputPath(path, first));
        }
    }

    private string? CoerceEnum(object value, EnumType type, InputPath? path)
    {
        if (EnumInput.FaultOf(type, value, suggest) is not { } fault)
        {
            return (string)value;
        }

        report(fault, path);
        return null;
    }

    private object? CoerceScalar(object value, ScalarType type, InputPath? path)
    {
        try
        {
            return type.Coercion.ParseValue(value);
        }
        catch (FormatException fault)
        {
            report(fault.Message, path);
            return null;
        }
    }
}

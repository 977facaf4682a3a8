using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Coerces input to what resolvers receive. §3.5 to §3.12, Input Coercion; messages as graphql-js.</summary>
/// <param name="report">Told each fault and the path to it within the value.</param>
/// <remarks>
/// The result is only meaningful where nothing was reported. Enums become their names, input objects
/// <see cref="InputObject"/>, lists <c>object?[]</c>; a scalar becomes what its coercion makes of it.
/// </remarks>
internal sealed class InputCoercion(Action<string, InputPath?> report)
{
    private static readonly Dictionary<string, object?> NoVariables = [];

    /// <summary>A value as read from JSON.</summary>
    public object? Value(object? value, GraphQLType type, InputPath? path)
    {
        switch (type)
        {
            case NonNullType when value is null:
                report($"Expected value of non-null type \"{type}\" not to be null.", path);
                return null;
            case NonNullType nonNull:
                return Value(value, nonNull.Inner, path);
            case var _ when value is null:
                return null;
            case ListType list:
                return ValueList(value, list, path);
            case InputObjectType input:
                return ValueObject(value, input, path);
            default:
                return ValueLeaf(value, type.Named, path);
        }
    }

    /// <summary>A literal, its variables replaced by their coerced values.</summary>
    public object? Literal(
        Value literal, GraphQLType type, IReadOnlyDictionary<string, object?> variables, InputPath? path)
    {
        switch (type)
        {
            case var _ when literal is Variable variable:
                return VariableValue(variable, type, variables, path);
            case NonNullType when literal is NullValue:
                report($"Expected value of non-null type \"{type}\" not to be null.", path);
                return null;
            case NonNullType nonNull:
                return Literal(literal, nonNull.Inner, variables, path);
            case var _ when literal is NullValue:
                return null;
            case ListType list:
                return LiteralList(literal, list, variables, path);
            case InputObjectType input:
                return LiteralObject(literal, input, variables, path);
            default:
                return LiteralLeaf(literal, type.Named, variables, path);
        }
    }

    /// <summary>The default of an argument or input field, which may not hold variables.</summary>
    public object? Default(InputValueType input, InputPath? path) =>
        Literal(input.DefaultValue!, input.Type, NoVariables, path);

    private static string OneOfFault(InputObjectType type) =>
        $"Within OneOf Input Object type \"{type}\", exactly one field must be specified,"
        + " and the value for that field must be non-null.";

    private object?[] ValueList(object value, ListType type, InputPath? path)
    {
        // §3.11: a value that is no list is a list of one.
        if (value is not IReadOnlyList<object?> items)
        {
            return [Value(value, type.Item, path)];
        }

        var coerced = new object?[items.Count];
        for (var i = 0; i < coerced.Length; i++)
        {
            coerced[i] = Value(items[i], type.Item, new InputPath(path, i));
        }

        return coerced;
    }

    private InputObject? ValueObject(object value, InputObjectType type, InputPath? path)
    {
        if (value is not IReadOnlyDictionary<string, object?> given)
        {
            report($"Expected value of type \"{type}\" to be an object, found: {ValueText.Of(value)}.", path);
            return null;
        }

        var coerced = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields.Values)
        {
            var at = new InputPath(path, field.Name);
            if (given.TryGetValue(field.Name, out var fieldValue))
            {
                coerced[field.Name] = Value(fieldValue, field.Type, at);
            }
            else if (field.DefaultValue is not null)
            {
                coerced[field.Name] = Default(field, at);
            }
            else if (field.IsRequired)
            {
                report(MissingField(type, field, ValueText.Of(value)), path);
            }
        }

        foreach (var name in given.Keys.Where(name => !type.Fields.ContainsKey(name)))
        {
            report(UnknownField(type, name, ValueText.Of(value)), path);
        }

        if (type.IsOneOf)
        {
            CheckOneOf(given, type, path);
        }

        return new InputObject(coerced);
    }

    /// <summary>§3.10.1; names that the type does not have are told apart.</summary>
    private void CheckOneOf(IReadOnlyDictionary<string, object?> given, InputObjectType type, InputPath? path)
    {
        var known = given.Where(field => type.Fields.ContainsKey(field.Key)).ToList();
        if (known.Count != 1)
        {
            report(OneOfFault(type), path);
        }

        if (known is [{ Value: null, Key: var name }, ..])
        {
            report(OneOfFault(type), new InputPath(path, name));
        }
    }

    private object? ValueLeaf(object value, NamedType type, InputPath? path)
    {
        if (type is not ScalarType scalar)
        {
            return Enum((EnumType)type, value as string, EnumInput.FaultOf((EnumType)type, value), path);
        }

        try
        {
            return scalar.Coercion.ParseValue(value);
        }
        catch (FormatException fault)
        {
            report(fault.Message, path);
            return null;
        }
    }

    private string? Enum(EnumType type, string? name, string? fault, InputPath? path)
    {
        if (fault is not null)
        {
            report(fault, path);
        }

        return name is not null && type.Values.ContainsKey(name) ? name : null;
    }

    private object? VariableValue(
        Variable variable, GraphQLType type, IReadOnlyDictionary<string, object?> variables, InputPath? path)
    {
        if (variables.TryGetValue(variable.Name, out var value))
        {
            if (value is null && type.IsNonNull)
            {
                report(
                    $"Expected variable \"${variable.Name}\" provided to non-null type \"{type}\" not to be null.",
                    path);
            }

            return type.Nullable is ListType && value is not (null or object?[]) ? new[] { value } : value;
        }

        if (type.IsNonNull)
        {
            report(
                $"Expected variable \"${variable.Name}\" provided to type \"{type}\" to provide a runtime value.",
                path);
        }

        return null;
    }

    private object?[] LiteralList(
        Value literal, ListType type, IReadOnlyDictionary<string, object?> variables, InputPath? path)
    {
        if (literal is not ListValue list)
        {
            return [Literal(literal, type.Item, variables, path)];
        }

        var coerced = new object?[list.Items.Count];
        for (var i = 0; i < coerced.Length; i++)
        {
            coerced[i] = Literal(list.Items[i], type.Item, variables, new InputPath(path, i));
        }

        return coerced;
    }

    private InputObject? LiteralObject(
        Value literal, InputObjectType type, IReadOnlyDictionary<string, object?> variables, InputPath? path)
    {
        if (literal is not ObjectValue given)
        {
            report($"Expected value of type \"{type}\" to be an object, found: {Printer.Print(literal)}.", path);
            return null;
        }

        var coerced = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields.Values)
        {
            var at = new InputPath(path, field.Name);
            var written = given.Fields.FirstOrDefault(candidate => candidate.Name.Value == field.Name)?.Value;

            // §3.10: a variable without a value leaves the field out.
            if (written is not null && !(written is Variable v && !variables.ContainsKey(v.Name) && !type.IsOneOf))
            {
                coerced[field.Name] = Literal(written, field.Type, variables, at);
            }
            else if (field.DefaultValue is not null)
            {
                coerced[field.Name] = Default(field, at);
            }
            else if (field.IsRequired)
            {
                report(MissingField(type, field, Printer.Print(literal)), path);
            }
        }

        foreach (var name in given.Fields.Select(f => f.Name.Value).Where(name => !type.Fields.ContainsKey(name)))
        {
            report(UnknownField(type, name, Printer.Print(literal)), path);
        }

        if (type.IsOneOf && (given.Fields.Count != 1 || coerced.Values.SingleOrDefault() is null))
        {
            report(OneOfFault(type), path);
        }

        return new InputObject(coerced);
    }

    private object? LiteralLeaf(
        Value literal, NamedType type, IReadOnlyDictionary<string, object?> variables, InputPath? path)
    {
        if (type is not ScalarType scalar)
        {
            return Enum(
                (EnumType)type, (literal as EnumValue)?.Name, EnumInput.FaultOf((EnumType)type, literal), path);
        }

        try
        {
            return scalar.Coercion.ParseLiteral(VariableReplacement.Replace(literal, variables));
        }
        catch (FormatException fault)
        {
            report(fault.Message, path);
            return null;
        }
    }

    private static string MissingField(InputObjectType type, InputValueType field, string found) =>
        $"Expected value of type \"{type}\" to include required field \"{field.Name}\", found: {found}.";

    private static string UnknownField(InputObjectType type, string name, string found)
    {
        var suggestion = Suggestions.DidYouMean(name, type.Fields.Keys);
        return $"Expected value of type \"{type}\" not to include unknown field \"{name}\""
            + $"{(suggestion.Length > 0 ? $".{suggestion} Found" : ", found")}: {found}.";
    }
}

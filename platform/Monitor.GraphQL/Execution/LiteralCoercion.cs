using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>
/// Coerces literals, and the variables in them, to what resolvers receive. §3.5 to §3.12; messages, places and order as
/// graphql-js.
/// </summary>
/// <param name="variables">Of the operation.</param>
/// <param name="report">Told each fault, the part of the literal to blame, and the path to it.</param>
/// <remarks>The result is what <see cref="ValueCoercion"/> makes of values.</remarks>
internal sealed class LiteralCoercion(Variables variables, Action<string, SyntaxNode, InputPath?> report)
{
    public object? Coerce(Value literal, GraphQLType type, InputPath? path)
    {
        switch (type)
        {
            case var _ when literal is Variable variable:
                return CoerceVariable(variable, type, path);
            case NonNullType when literal is NullValue:
                report($"Expected value of non-null type \"{type}\" not to be null.", literal, path);
                return null;
            case NonNullType nonNull:
                return Coerce(literal, nonNull.Inner, path);
            case var _ when literal is NullValue:
                return null;
            case ListType list:
                return CoerceList(literal, list, path);
            case InputObjectType input:
                return CoerceObject(literal, input, path);
            case EnumType members:
                return CoerceEnum(literal, members, path);
            default:
                return CoerceScalar(literal, (ScalarType)type, path);
        }
    }

    /// <summary>A variable without a value is null where null may be.</summary>
    private object? CoerceVariable(Variable variable, GraphQLType type, InputPath? path)
    {
        var isGiven = variables.TryGet(variable.Name, out var value);
        if (value is null && type.IsNonNull)
        {
            report(
                isGiven
                    ? $"Expected variable \"${variable.Name}\" provided to non-null type \"{type}\" not to be null."
                    : $"Expected variable \"${variable.Name}\" provided to type \"{type}\" to provide a runtime value.",
                variable,
                path);
        }

        return value;
    }

    private object?[] CoerceList(Value literal, ListType type, InputPath? path)
    {
        // §3.11: a value that is no list is a list of one.
        if (literal is not ListValue list)
        {
            return [Coerce(literal, type.Item, path)];
        }

        var coerced = new object?[list.Items.Count];
        for (var i = 0; i < coerced.Length; i++)
        {
            coerced[i] = Coerce(list.Items[i], type.Item, new InputPath(path, i));
        }

        return coerced;
    }

    private InputObject? CoerceObject(Value literal, InputObjectType type, InputPath? path)
    {
        if (literal is not ObjectValue given)
        {
            report(
                $"Expected value of type \"{type}\" to be an object, found: {MessagePrinter.Print(literal)}.",
                literal,
                path);
            return null;
        }

        var coerced = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields.Values)
        {
            CoerceField(given, type, field, coerced, path);
        }

        foreach (var unknown in given.Fields.Where(field => !type.Fields.ContainsKey(field.FieldName)))
        {
            report(
                InputFaults.UnknownField(type, unknown.FieldName, MessagePrinter.Print(literal), suggest: false),
                unknown,
                path);
        }

        if (type.IsOneOf)
        {
            CheckOneOf(given, type, path);
        }

        return new InputObject(coerced);
    }

    private void CoerceField(
        ObjectValue given,
        InputObjectType type,
        InputValueType field,
        Dictionary<string, object?> coerced,
        InputPath? path)
    {
        var written = given.Fields.LastOrDefault(candidate => candidate.FieldName == field.Name)?.Value;

        // §3.10: a variable without a value leaves the field out.
        var isAbsent = written is null || (written is Variable variable && !variables.Has(variable.Name));
        if (type.IsOneOf && written is Variable only && !variables.HasValue(only.Name))
        {
            report(
                $"Expected variable \"${only.Name}\" provided to field \"{field.Name}\""
                + $" for OneOf Input Object type \"{type}\""
                + (isAbsent ? " to provide a runtime value." : " not to be null."),
                given,
                path);
        }
        else if (!isAbsent || (written is not null && field.IsRequired))
        {
            coerced[field.Name] = Coerce(written!, field.Type, new InputPath(path, field.Name));
        }
        else if (field.DefaultValue is not null)
        {
            coerced[field.Name] = DefaultValues.Of(field, message => report(message, given, path));
        }
        else if (field.IsRequired)
        {
            report(InputFaults.MissingField(type, field, MessagePrinter.Print(given)), given, path);
        }
    }

    private void CheckOneOf(ObjectValue given, InputObjectType type, InputPath? path)
    {
        var known = given.Fields.Where(field => type.Fields.ContainsKey(field.FieldName)).ToList();
        if (known is not [{ Value: not NullValue }])
        {
            report(
                InputFaults.OneOf(type),
                given,
                known is [var isNull] ? new InputPath(path, isNull.FieldName) : path);
        }
    }

    private string? CoerceEnum(Value literal, EnumType type, InputPath? path)
    {
        if (EnumInput.FaultOf(type, literal) is not { } fault)
        {
            return ((EnumValue)literal).Name;
        }

        report(fault, literal, path);
        return null;
    }

    private object? CoerceScalar(Value literal, ScalarType type, InputPath? path)
    {
        try
        {
            return type.Coercion.ParseLiteral(variables.Replace(literal));
        }
        catch (FormatException fault)
        {
            report(fault.Message, literal, path);
            return null;
        }
    }
}

using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace Monitor.GraphQL.Execution;

/// <summary>Turns coerced input into the CLR type that a resolver asks for.</summary>
internal static class ClrValue
{
    private static readonly ConcurrentDictionary<Type, ConstructorInfo?> Constructors = new();

    public static T To<T>(object? value) => value is T same ? same : (T)To(typeof(T), value)!;

    /// <summary>Null becomes the default of the type.</summary>
    public static object? To(Type type, object? value)
    {
        if (value is null)
        {
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsInstanceOfType(value))
        {
            return value;
        }

        return value switch
        {
            InputObject input => ToRecord(type, input),
            IList list when TypeFit.ItemOf(type) is { } item => ToList(type, item, list),
            string text when type.IsEnum => EnumNames.Of(type).Member(text) ?? throw Unfit(type, value),
            string text when type == typeof(Guid) => Guid.TryParse(text, out var id) ? id : throw NotAnId(text),
            string text when type == typeof(int) => int.TryParse(text, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw NotAnId(text),
            string text when type == typeof(long) => long.TryParse(text, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw NotAnId(text),
            IConvertible number when type.IsPrimitive || type == typeof(decimal) => Number(type, number),
            _ => throw Unfit(type, value),
        };
    }

    private static Array ToArray(Type item, IList list)
    {
        var array = Array.CreateInstance(item, list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            array.SetValue(To(item, list[i]), i);
        }

        return array;
    }

    private static object ToList(Type type, Type item, IList list)
    {
        var array = ToArray(item, list);
        return type.IsInstanceOfType(array) ? array : Activator.CreateInstance(type, array)!;
    }

    private static object Number(Type type, IConvertible number)
    {
        try
        {
            return number.ToType(type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw new ClientException("BAD_USER_INPUT", $"The number {number} is out of range.");
        }
    }

    private static object ToRecord(Type type, InputObject input)
    {
        var constructor = Constructors.GetOrAdd(type, static key => key.GetConstructors()
            .OrderByDescending(candidate => candidate.GetParameters().Length)
            .FirstOrDefault()) ?? throw Unfit(type, input);
        var parameters = constructor.GetParameters();
        var values = new object?[parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = FromField(parameters[i], input);
        }

        var made = constructor.Invoke(values);
        SetProperties(made, parameters, input);
        return made;
    }

    private static object? FromField(ParameterInfo parameter, InputObject input)
    {
        var name = CamelCase(parameter.Name!);
        return !input.Has(name) && parameter.HasDefaultValue
            ? parameter.DefaultValue
            : To(parameter.ParameterType, input.Fields.GetValueOrDefault(name));
    }

    private static void SetProperties(object made, ParameterInfo[] set, InputObject input)
    {
        foreach (var property in made.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var name = CamelCase(property.Name);
            if (input.Has(name) && !set.Any(parameter => CamelCase(parameter.Name!) == name))
            {
                property.SetValue(made, To(property.PropertyType, input.Fields[name]));
            }
        }
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static ClientException NotAnId(string text) =>
        new("BAD_USER_INPUT", $"\"{text}\" is not a valid identifier here.");

    private static InvalidCastException Unfit(Type type, object value) =>
        new($"An input of kind {value.GetType().Name} cannot become {TypeFit.Name(type)}.");
}

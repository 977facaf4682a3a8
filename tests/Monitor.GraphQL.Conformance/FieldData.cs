using System.Collections;
using System.Globalization;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Conformance;

/// <summary>Answers fields from rootValue, where special objects stand for what JSON cannot say.</summary>
internal static class FieldData
{
    private static readonly object rootKey = new();

    /// <summary>Values within values and references to references, before they are taken for a circle.</summary>
    private const int Deepest = 5000;

    private static readonly Dictionary<string, Special> specials = new(StringComparer.Ordinal)
    {
        ["$error"] = (special, _, _) => ValueTask.FromResult<object?>(DataException.Of(special)),
        ["$async"] = LaterAsync,
        ["$arg"] = (special, context, _) =>
            ValueTask.FromResult(At(Arguments(context), special["$arg"], isPath: false)),
        ["$args"] = (_, context, _) => ValueTask.FromResult<object?>(JsonText.Of(Arguments(context), isSorted: true)),
        ["$argPath"] = (special, context, _) =>
            ValueTask.FromResult(At(Arguments(context), special["$argPath"], isPath: true)),
        ["$ref"] = (special, context, depth) =>
            OfAsync(At(context.Items[rootKey], special["$ref"], isPath: true), context, depth),
        ["$byArg"] = (special, context, depth) => OfAsync(ByArgument(special, context), context, depth),
        ["$nan"] = (_, _, _) => ValueTask.FromResult<object?>(double.NaN),
        ["$inf"] = (_, _, _) => ValueTask.FromResult<object?>(double.PositiveInfinity),
        ["$undef"] = (_, _, _) => ValueTask.FromResult<object?>(Undefined.Instance),
    };

    private delegate ValueTask<object?> Special(
        Dictionary<string, object?> special, FieldContext context, int depth);

    /// <summary>The key of the one event of a subscription that is executed rather than subscribed to.</summary>
    public static object OnlyEvent { get; } = new();

    /// <summary>What <c>$ref</c> looks into, for <see cref="ExecutionRequest.Items"/>.</summary>
    public static Dictionary<object, object?> ItemsFor(object? rootValue) => new() { [rootKey] = rootValue };

    /// <summary><c>parent[fieldName]</c> of each parent.</summary>
    public static async ValueTask<IReadOnlyList<object?>> ResolveAsync(
        IReadOnlyList<object?> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var answers = new object?[parents.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            answers[i] = await AnswerAsync(parents[i], context);
        }

        return answers;
    }

    private static async ValueTask<object?> AnswerAsync(object? parent, FieldContext context)
    {
        try
        {
            return Undefined.ToNull(await OfAsync(Property(parent, context.FieldName), context, depth: 0));
        }
        catch (DataException fault)
        {
            return fault;
        }
    }

    /// <summary>The events that a field of the subscription type stands for.</summary>
    /// <exception cref="DataException">The field says so, or stands for something else.</exception>
    public static async ValueTask<IAsyncEnumerable<object?>> OpenAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (context.Items.TryGetValue(OnlyEvent, out var only))
        {
            return new[] { only }.ToAsyncEnumerable();
        }

        return await OfAsync(Property(context.Items[rootKey], context.FieldName), context, depth: 0) switch
        {
            Dictionary<string, object?> special when special.TryGetValue("$stream", out var payloads)
                && payloads is List<object?> list => EventsAsync(list, context),
            DataException fault => throw fault,
            var other => throw new DataException(
                $"Subscription field must return Async Iterable. Received: {InspectText.Of(other)}."),
        };
    }

    private static async IAsyncEnumerable<object?> EventsAsync(List<object?> payloads, FieldContext context)
    {
        foreach (var payload in payloads)
        {
            var value = await OfAsync(payload, context, depth: 0);
            yield return IsParent(value, context)
                ? value
                : new Dictionary<string, object?> { [context.FieldName] = payload };
        }
    }

    /// <summary>
    /// An event is the parent of its field. What has no such member and is like a value of the field is taken for one,
    /// as both are called a payload.
    /// </summary>
    private static bool IsParent(object? payload, FieldContext context) =>
        payload is Dictionary<string, object?> members
        && (members.ContainsKey(context.FieldName)
            || !members.Keys.Any(name => name == "__typename"
                || (context.Field.Type.Named as ComplexType)?.Fields.ContainsKey(name) == true));

    /// <summary>What a value stands for; an exception stands for one that is thrown.</summary>
    /// <exception cref="DataException">References go round in a circle.</exception>
    private static async ValueTask<object?> OfAsync(object? value, FieldContext context, int depth)
    {
        if (depth > Deepest)
        {
            throw new DataException("Maximum call stack size exceeded");
        }

        switch (value)
        {
            case List<object?> items:
                var list = new List<object?>(items.Count);
                foreach (var item in items)
                {
                    list.Add(Undefined.ToNull(await OfAsync(item, context, depth + 1)));
                }

                return list;
            case Dictionary<string, object?> members:
                foreach (var name in specials.Keys)
                {
                    if (members.ContainsKey(name))
                    {
                        return await specials[name](members, context, depth + 1);
                    }
                }

                return value;
            default:
                return value;
        }
    }

    private static async ValueTask<object?> LaterAsync(
        Dictionary<string, object?> special, FieldContext context, int depth)
    {
        await Task.Yield();
        return await OfAsync(special["$async"], context, depth);
    }

    private static object? ByArgument(Dictionary<string, object?> special, FieldContext context)
    {
        var name = Text(special["$byArg"]);
        var key = context.HasArgument(name) ? Text(Arguments(context).GetValueOrDefault(name)) : "undefined";
        var found = Property(special.GetValueOrDefault("map"), key);
        return found is Undefined ? Property(special, "else") : found;
    }

    /// <summary>All coerced arguments, as JSON would hold them.</summary>
    private static Dictionary<string, object?> Arguments(FieldContext context) => context.Field.Arguments.Keys
        .Where(context.HasArgument)
        .ToDictionary(name => name, name => PlainValue.Of(context.Argument<object?>(name)));

    private static object? Property(object? parent, string name) =>
        parent is Dictionary<string, object?> members && members.TryGetValue(name, out var value)
            ? value
            : Undefined.Instance;

    private static object? At(object? value, object? path, bool isPath)
    {
        var keys = Text(path);
        return (isPath ? keys.Split('.') : [keys]).Aggregate(value, (current, key) => current switch
        {
            Dictionary<string, object?> => Property(current, key),
            IList items when int.TryParse(key, CultureInfo.InvariantCulture, out var i) && i >= 0 && i < items.Count =>
                items[i],
            _ => Undefined.Instance,
        });
    }

    /// <summary>A value as JavaScript makes text of it.</summary>
    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool truth => truth ? "true" : "false",
        Dictionary<string, object?> => "[object Object]",
        List<object?> items => string.Join(',', items.Select(item => item is null ? "" : Text(item))),
        _ => JsonText.Of(value),
    };
}

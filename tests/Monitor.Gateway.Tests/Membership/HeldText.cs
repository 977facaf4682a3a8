using System.Reflection;

namespace Monitor.Gateway.Tests.Membership;

/// <summary>
/// Looks for texts in all that a running process holds on to: every string that can be reached from its services, and
/// from what its own types keep for as long as it runs. Not in buffers that wait to be written over.
/// </summary>
internal static class HeldText
{
    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const BindingFlags Static =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>By text the way to one string that contains it; texts that nothing holds on to are not there.</summary>
    /// <param name="root">The process's services.</param>
    /// <param name="texts">What to look for.</param>
    public static IReadOnlyDictionary<string, string> In(object root, params string[] texts)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var held in StringsFrom([root, .. Statics()]))
        {
            foreach (var text in texts.Where(((string)held.Value).Contains))
            {
                found.TryAdd(text, held.Way());
            }
        }
        return found;
    }

    private static IEnumerable<Held> StringsFrom(IEnumerable<object> roots)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Queue<Held>(roots.Select(root => new Held(root, null, root.GetType().Name)));
        var fields = new Dictionary<Type, FieldInfo[]>();
        while (waiting.TryDequeue(out var held))
        {
            var next = held.Value;
            if (next is string)
            {
                yield return held;
                continue;
            }
            // What the runtime knows of types and threads is no data of anybody's.
            if (next is Pointer or MemberInfo or Assembly or Module or Thread or Enum
                || next.GetType().IsPrimitive || (!next.GetType().IsValueType && !seen.Add(next)))
            {
                continue;
            }
            if (next is Array array)
            {
                foreach (var item in array.GetType().GetElementType()!.IsPrimitive ? [] : array.Cast<object?>())
                {
                    Add(item, held, "[]");
                }
                continue;
            }
            if (!fields.TryGetValue(next.GetType(), out var all))
            {
                fields[next.GetType()] = all = [.. FieldsOf(next.GetType())];
            }
            foreach (var field in all)
            {
                Add(field.GetValue(next), held, $"{field.DeclaringType!.Name}.{field.Name}");
            }
        }

        void Add(object? value, Held by, string through)
        {
            if (value is not null)
            {
                waiting.Enqueue(new Held(value, by, through));
            }
        }
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            foreach (var field in each.GetFields(Own))
            {
                if (CanBeRead(field))
                {
                    yield return field;
                }
            }
        }
    }

    private static IEnumerable<object> Statics() =>
        from assembly in AppDomain.CurrentDomain.GetAssemblies()
        where assembly.GetName().Name is { } name && name.StartsWith("Monitor.", StringComparison.Ordinal)
            && !name.Contains("Test", StringComparison.Ordinal)
        from type in assembly.GetTypes()
        where !type.ContainsGenericParameters
        from field in type.GetFields(Static)
        where !field.IsLiteral && CanBeRead(field)
        let value = field.GetValue(null)
        where value is not null
        select value;

    private sealed record Held(object Value, Held? By, string Through)
    {
        public string Way() => By is null ? Through : $"{By.Way()} > {Through}";
    }

    private static bool CanBeRead(FieldInfo field) =>
        !field.FieldType.IsPointer && !field.FieldType.IsByRef && !field.FieldType.IsByRefLike
        && !field.FieldType.IsFunctionPointer && !field.FieldType.IsPrimitive;
}

using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Finds names that are given more than once.</summary>
internal static class Repeated
{
    private const int Few = 8;

    /// <summary>All names of each repeated one, by where it stands first.</summary>
    public static IEnumerable<List<Name>> Names<T>(IReadOnlyList<T> items, Func<T, Name> nameOf)
    {
        if (items.Count <= Few && !HasRepeated(items, nameOf))
        {
            return [];
        }

        var byName = new OrderedDictionary<string, List<Name>>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var name = nameOf(item);
            if (!byName.TryGetValue(name.Value, out var same))
            {
                byName.Add(name.Value, same = []);
            }

            same.Add(name);
        }

        return byName.Values.Where(same => same.Count > 1);
    }

    private static bool HasRepeated<T>(IReadOnlyList<T> items, Func<T, Name> nameOf)
    {
        for (var i = 1; i < items.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (nameOf(items[i]).Value == nameOf(items[j]).Value)
                {
                    return true;
                }
            }
        }

        return false;
    }
}

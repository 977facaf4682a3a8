namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Finds what bears the same name as something before it.</summary>
internal static class Repeated
{
    private const int Few = 8;

    /// <summary>All items of each repeated name, by where it stands first.</summary>
    public static IEnumerable<List<T>> In<T>(IReadOnlyList<T> items, Func<T, string> nameOf)
    {
        if (items.Count <= Few && !HasRepeated(items, nameOf))
        {
            return [];
        }

        var byName = new OrderedDictionary<string, List<T>>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var name = nameOf(item);
            if (!byName.TryGetValue(name, out var same))
            {
                byName.Add(name, same = []);
            }

            same.Add(item);
        }

        return byName.Values.Where(same => same.Count > 1);
    }

    private static bool HasRepeated<T>(IReadOnlyList<T> items, Func<T, string> nameOf)
    {
        for (var i = 1; i < items.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (nameOf(items[i]) == nameOf(items[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>When two selections can stand in one document. GraphQL 2025 §5.3.2 FieldsInSetCanMerge</summary>
internal static class SelectionMerging
{
    /// <summary>Both selections of one type as one; null where a response key means two things.</summary>
    public static PlannedSelection? Union(PlannedSelection one, PlannedSelection other)
    {
        var fields = one.Fields.ToList();
        foreach (var field in other.Fields)
        {
            var same = fields.FindIndex(known => known.ResponseKey == field.ResponseKey);
            if (same < 0)
            {
                fields.Add(field);
                continue;
            }
            var union = Union(fields[same], field);
            if (union is null)
            {
                return null;
            }
            fields[same] = union;
        }
        var fragments = one.Fragments.ToList();
        foreach (var fragment in other.Fragments)
        {
            var same = fragments.FindIndex(known => known.Type == fragment.Type);
            if (same < 0)
            {
                fragments.Add(fragment);
                continue;
            }
            var union = Union(fragments[same], fragment);
            if (union is null)
            {
                return null;
            }
            fragments[same] = union;
        }
        return one with { Fields = fields, Fragments = fragments };
    }

    /// <summary>True where selections of two different types have answers of one shape (SameResponseShape).</summary>
    public static bool GoTogether(PlannedSelection one, PlannedSelection other)
    {
        var known = AllFields(one).ToLookup(field => field.ResponseKey);
        return AllFields(other).All(field => known[field.ResponseKey].All(same =>
            same.Type == field.Type
            && (same.Selection is null || field.Selection is null || GoTogether(same.Selection, field.Selection))));
    }

    /// <summary>
    /// True where objects that want one of two selections may be asked for both: a field that only one of them wants
    /// and that fails costs nothing else, as it may be null. The keys that the planner adds do not count: an entity
    /// whose key fails is lost anyway.
    /// </summary>
    public static bool AreHarmless(PlannedSelection one, PlannedSelection other) =>
        IsHarmlessFor(one, other) && IsHarmlessFor(other, one);

    private static bool IsHarmlessFor(PlannedSelection? wanted, PlannedSelection also) =>
        also.Fields.All(field => IsHarmlessFor(wanted?.Fields.FirstOrDefault(f => f.Key == field.Key), field))
        && also.Fragments.All(fragment =>
            IsHarmlessFor(wanted?.Fragments.FirstOrDefault(f => f.Type == fragment.Type), fragment));

    private static bool IsHarmlessFor(PlannedField? wanted, PlannedField also)
    {
        if (wanted is null)
        {
            return !also.Type.EndsWith('!') || (also.IsInternal && also.Selection is null);
        }
        return wanted.Selection is null || also.Selection is null || IsHarmlessFor(wanted.Selection, also.Selection);
    }

    private static PlannedField? Union(PlannedField one, PlannedField other)
    {
        if (one.Name != other.Name || Print(one.Arguments) != Print(other.Arguments))
        {
            return null;
        }
        var internalToo = one.IsInternal && other.IsInternal;
        if (one.Selection is null || other.Selection is null)
        {
            return one with { IsInternal = internalToo };
        }
        var selection = Union(one.Selection, other.Selection);
        return selection is null ? null : one with { Selection = selection, IsInternal = internalToo };
    }

    private static IEnumerable<PlannedField> AllFields(PlannedSelection selection) =>
        selection.Fields.Concat(selection.Fragments.SelectMany(AllFields));

    private static string Print(IReadOnlyList<Argument> arguments) =>
        string.Join(", ", arguments
            .Select(argument => $"{argument.Name}: {Printer.Print(argument.Value)}")
            .Order(StringComparer.Ordinal));
}

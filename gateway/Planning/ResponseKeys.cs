namespace Monitor.Gateway.Planning;

/// <summary>
/// Makes a document valid where types that stand at one place have fields of one name but of types that do not go
/// together there (String and String!, say): all but the first get another response key in that document. GraphQL 2025
/// §5.3.2 SameResponseShape
/// </summary>
internal static class ResponseKeys
{
    /// <param name="together">Selections that stand at one place of a document.</param>
    /// <returns>Gives each of them, or a part of one, as it is to be written.</returns>
    public static Func<PlannedSelection, PlannedSelection> Of(IReadOnlyList<PlannedSelection> together) =>
        Conflicts(together) ? new Place(together).Written : static selection => selection;

    private static bool Conflicts(IReadOnlyList<PlannedSelection> together)
    {
        var all = together.SelectMany(AllFields).GroupBy(field => field.ResponseKey);
        return all.Any(group =>
        {
            var fields = group.ToList();
            return fields.Any(field => Shape(field) != Shape(fields[0]))
                || (fields[0].Selection is not null && Conflicts([.. fields.Select(field => field.Selection!)]));
        });
    }

    private static IEnumerable<PlannedField> AllFields(PlannedSelection selection) =>
        selection.Fragments.Count == 0
            ? selection.Fields
            : selection.Fields.Concat(selection.Fragments.SelectMany(AllFields));

    /// <summary>The type of a leaf; of an object only its lists and where it is not null.</summary>
    private static string Shape(PlannedField field) =>
        field.Selection is null
            ? field.Type
            : string.Concat(field.Type.Where(part => part is '[' or ']' or '!')) + "{}";

    /// <summary>What each response key stands for at a place.</summary>
    private sealed class Place
    {
        private readonly Dictionary<(string Key, string Shape), (string ResponseKey, Place? Below)> keys = [];

        public Place(IEnumerable<PlannedSelection> together)
        {
            var taken = new HashSet<string>();
            var all = together.SelectMany(AllFields).ToList();
            var names = all.Select(field => field.ResponseKey).ToHashSet();
            foreach (var group in all.GroupBy(field => (field.ResponseKey, Shape: Shape(field))))
            {
                var key = group.Key.ResponseKey;
                for (var number = 2; !taken.Add(key); number++)
                {
                    key = $"_monitor_{group.Key.ResponseKey}{number}";
                    if (names.Contains(key))
                    {
                        key = $"_{key}";
                    }
                }
                var below = group.Select(field => field.Selection).OfType<PlannedSelection>().ToList();
                keys[group.Key] = (key, below.Count == 0 ? null : new Place(below));
            }
        }

        public PlannedSelection Written(PlannedSelection selection) => selection with
        {
            Fields =
            [
                .. selection.Fields.Select(field =>
                {
                    var (key, below) = keys[(field.ResponseKey, Shape(field))];
                    return field with
                    {
                        ResponseKey = key,
                        Selection = field.Selection is null ? null : below!.Written(field.Selection),
                    };
                }),
            ],
            Fragments = [.. selection.Fragments.Select(Written)],
        };
    }
}

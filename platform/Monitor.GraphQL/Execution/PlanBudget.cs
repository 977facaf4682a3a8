using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Execution;

/// <summary>
/// How much may be kept of the plans of one document. Fragments that are spread within one another make many fields of
/// a short text: such plans are not kept, or a cache of documents would be a cache of anything.
/// </summary>
internal sealed class PlanBudget(Document document)
{
    private const int Always = 256;
    private const int CharactersOfAField = 16;
    private const int UsualName = 64;

    private readonly int maximum = Always + (document.Location.End / CharactersOfAField);
    private int fields;

    public bool IsSpent => fields > maximum;

    /// <summary>A field with a long name counts as several.</summary>
    public void Spend(List<PlannedField> planned) =>
        Interlocked.Add(ref fields, planned.Sum(field => 1 + (field.ResponseName.Length / UsualName)));
}

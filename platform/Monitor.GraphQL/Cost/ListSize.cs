namespace Monitor.GraphQL.Cost;

/// <summary>What <c>@listSize</c> says of a field. GraphQL Cost Directives §8</summary>
/// <param name="AssumedSize">Null where it is not said.</param>
/// <param name="SlicingArguments">Arguments whose number is the size; the largest counts.</param>
/// <param name="SizedFields">
/// Fields of the answer whose lists have that size; empty where the field itself is the list.
/// </param>
/// <param name="RequiresOne">Whether exactly one slicing argument must be given.</param>
internal sealed record ListSize(
    int? AssumedSize,
    IReadOnlyList<string> SlicingArguments,
    IReadOnlyList<string> SizedFields,
    bool RequiresOne);

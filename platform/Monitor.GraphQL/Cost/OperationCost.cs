namespace Monitor.GraphQL.Cost;

/// <summary>What an operation costs. GraphQL Cost Directives §5.3.2</summary>
/// <param name="FieldCost">Weighted sum of the fields answered, with their arguments and directives.</param>
/// <param name="TypeCost">Weighted sum of the values answered, by their types.</param>
public readonly record struct OperationCost(double FieldCost, double TypeCost)
{
    /// <summary>Sums stop here, far beyond any limit, so that lists of lists never become infinite.</summary>
    private const double Enough = 1e15;

    /// <summary>The larger of the two costs: what a limit is held against.</summary>
    public double Larger => Math.Max(FieldCost, TypeCost);

    internal OperationCost Plus(OperationCost other) => Plus(other.FieldCost, other.TypeCost);

    internal OperationCost Plus(double field, double type) =>
        new(Math.Min(FieldCost + field, Enough), Math.Min(TypeCost + type, Enough));

    internal OperationCost Times(double times) =>
        new(Math.Min(FieldCost * times, Enough), Math.Min(TypeCost * times, Enough));

    /// <summary>An upper bound of both.</summary>
    internal static OperationCost Max(OperationCost one, OperationCost other) =>
        new(Math.Max(one.FieldCost, other.FieldCost), Math.Max(one.TypeCost, other.TypeCost));
}

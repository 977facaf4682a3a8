namespace Monitor.GraphQL.Validation.Rules.Overlapping;

/// <summary>How much comparing a document is worth. The price of each step is that of graphql-js.</summary>
internal sealed class Budget(int steps)
{
    private int remaining = steps;

    /// <exception cref="ValidationAbortedException">All has been spent.</exception>
    public void Spend(int cost)
    {
        remaining -= cost;
        if (remaining < 0)
        {
            throw new ValidationAbortedException();
        }
    }
}

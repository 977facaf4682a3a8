namespace Monitor.Gateway.Subgraphs;

/// <summary>
/// How many second calls a subgraph may get: a share of the first ones, and some saved up. Where everything fails, a
/// second call for each first one would only double the load.
/// </summary>
/// <param name="percent">Second calls per hundred first ones; 0 to 100.</param>
internal sealed class RetryBudget(int percent)
{
    private const int One = 100;
    private const int MostSaved = 10 * One;
    private int saved = percent == 0 ? 0 : MostSaved;

    /// <summary>A first call was made.</summary>
    public void Earn()
    {
        if (Volatile.Read(ref saved) < MostSaved)
        {
            Interlocked.Add(ref saved, percent);
        }
    }

    /// <summary>Whether a second call may be made; it is then paid for.</summary>
    public bool TrySpend()
    {
        if (Interlocked.Add(ref saved, -One) >= 0)
        {
            return true;
        }
        Interlocked.Add(ref saved, One);
        return false;
    }
}

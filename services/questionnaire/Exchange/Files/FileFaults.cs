namespace Monitor.Questionnaire.Exchange;

/// <summary>Everything found wrong so far.</summary>
internal sealed class FileFaults
{
    private readonly List<FileFault> all = [];

    public int Count => all.Count;

    /// <summary>By line, and in the order found within one.</summary>
    public IReadOnlyList<FileFault> InOrder => [.. all.OrderBy(fault => fault.Line)];

    public void Add(long line, string? column, string code, string message) =>
        all.Add(new FileFault(line, column, code, message));

    public void Add(long line, string? column, ClientException refusal) =>
        Add(line, column, refusal.Code, refusal.Message);
}

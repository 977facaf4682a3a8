namespace Monitor.Gateway.Execution.Writing;

/// <summary>Where in the answer the writing is: response keys and indexes.</summary>
internal sealed class AnswerPath
{
    private (string? Key, int Index)[] steps = new (string?, int)[32];
    private int depth;

    public void Push(string key) => Push((key, 0));

    public void Push(int index) => Push((null, index));

    public void Pop() => depth--;

    /// <summary>The steps as an error names them.</summary>
    public List<object> ToList()
    {
        var list = new List<object>(depth);
        foreach (var (key, index) in steps.AsSpan(0, depth))
        {
            list.Add(key is null ? index : key);
        }
        return list;
    }

    private void Push((string?, int) step)
    {
        if (depth == steps.Length)
        {
            Array.Resize(ref steps, depth * 2);
        }
        steps[depth++] = step;
    }
}

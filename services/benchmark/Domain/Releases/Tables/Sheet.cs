namespace Monitor.Benchmark.Domain;

/// <summary>What one municipality answered, as far as it is counted: no texts.</summary>
/// <param name="Ticked">Ids of the ticked options by id of the question.</param>
/// <param name="Written">Ids of the questions that it answered in words.</param>
/// <param name="Numbers">Marks and other numbers by id of the question.</param>
public sealed record Sheet(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Ticked,
    IReadOnlySet<string> Written,
    IReadOnlyDictionary<string, decimal> Numbers)
{
    /// <summary>What is ticked at a question; nothing where it is not answered.</summary>
    public IReadOnlyList<string> TickedAt(string question) => Ticked.GetValueOrDefault(question, []);

    public bool Answers(string question) =>
        TickedAt(question).Count > 0 || Written.Contains(question) || Numbers.ContainsKey(question);
}

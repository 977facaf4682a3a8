namespace Monitor;

/// <summary>
/// A failure whose message a client may read: it reaches the client as written, with <c>extensions.code</c>.
/// Anything else that is thrown is masked as INTERNAL_ERROR and logged once with a trace id.
/// </summary>
/// <param name="code">Stable, upper case with underscores; clients branch on it.</param>
/// <param name="message">A sentence that says what to do; holds nothing that the caller may not know.</param>
public class ClientException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>Further facts for <c>extensions</c> (a current revision, a limit); null where there are none.</summary>
    public IReadOnlyDictionary<string, object?>? Details { get; init; }
}

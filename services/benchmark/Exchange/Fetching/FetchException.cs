namespace Monitor.Benchmark.Exchange;

/// <summary>A table could not be fetched. The message is safe to show: it names the address and the failure.</summary>
/// <param name="code">Stable, upper case with underscores.</param>
/// <param name="message">A sentence.</param>
internal sealed class FetchException(string code, string message) : ClientException(code, message)
{
    public const string NotAllowed = "ADDRESS_NOT_ALLOWED";
    public const string Unavailable = "SOURCE_UNAVAILABLE";
    public const string TooLarge = "SOURCE_TOO_LARGE";
}

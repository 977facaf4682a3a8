namespace Monitor.Testing;

/// <summary>How often a test over random cases tries: more with <c>./monitor test --long</c>.</summary>
public static class LongForm
{
    private const int Longer = 20;

    private static readonly bool IsOn = Environment.GetEnvironmentVariable("MONITOR_TEST_LONG") == "1";

    public static int Times(int usually) => IsOn ? usually * Longer : usually;
}

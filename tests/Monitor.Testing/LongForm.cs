namespace Monitor.Testing;

/// <summary>How often a test over random cases tries: more with <c>./monitor test --long</c>.</summary>
public static class LongForm
{
    private const int Longer = 20;

    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("MONITOR_TEST_LONG") == "1";

    public static int Times(int usually) => IsOn ? usually * Longer : usually;
}

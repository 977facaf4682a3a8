using System.Globalization;

namespace Monitor.Gateway.Benchmarks.Subgraphs;

/// <summary>How often the subgraphs were asked, all together; who sends a request without a body is told.</summary>
internal sealed class CallCount
{
    private long calls;

    public void Add(int more) => Interlocked.Add(ref calls, more);

    public byte[] Tell() => KnownAnswers.Http(
        Interlocked.Read(ref calls).ToString(CultureInfo.InvariantCulture).Select(digit => (byte)digit).ToArray());
}

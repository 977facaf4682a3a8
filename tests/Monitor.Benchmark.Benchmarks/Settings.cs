using Monitor.Cli;

namespace Monitor.Benchmark.Benchmarks;

/// <summary>How much to measure.</summary>
/// <param name="Sizes">One after the other, each on a database of its own.</param>
/// <param name="Asked">Times that each kind of query is asked cold.</param>
/// <param name="Told">Score events delivered one by one.</param>
/// <param name="Load">How long the gateway is asked what it has.</param>
internal sealed record Settings(IReadOnlyList<Size> Sizes, int Asked, int Told, TimeSpan Load)
{
    private static readonly Settings usual = new([Size.Seeds, Size.Ten], 300, 300, TimeSpan.FromSeconds(20));

    /// <exception cref="CliException">The arguments are others than these.</exception>
    public static Settings From(IReadOnlyList<string> arguments) => arguments switch
    {
        ["benchmark"] => usual,
        ["benchmark", "--quick"] => new([Size.Seeds], 50, 50, TimeSpan.FromSeconds(5)),
        ["benchmark", "--large"] => usual with { Sizes = [.. usual.Sizes, Size.Large] },
        ["benchmark", "--only", "seeds"] => usual with { Sizes = [Size.Seeds] },
        ["benchmark", "--only", "ten"] => usual with { Sizes = [Size.Ten] },
        ["benchmark", "--only", "large"] => usual with { Sizes = [Size.Large] },
        _ => throw new CliException("Usage: benchmark [--quick | --large | --only seeds|ten|large|checker]"),
    };
}

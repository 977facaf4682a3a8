using Monitor.Cli;

namespace Monitor.GraphQL.Benchmarks;

/// <summary>How much to measure.</summary>
internal sealed record Settings
{
    private const string Usage = "Usage: engine [--quick] [--only WORD]";

    /// <summary>Rounds of each work; in each, graphql-js and Monitor have their turn.</summary>
    public int Rounds { get; init; } = 801;

    /// <summary>How long one side's turn takes, about: short enough for many to pass undisturbed.</summary>
    public TimeSpan Turn { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>How long each side does each work in a pass of the warm-up, and right before its rounds.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Only works whose name holds this word; null for all.</summary>
    public string? Only { get; init; }

    public bool IsQuick { get; private init; }

    /// <exception cref="CliException">The arguments are others than these.</exception>
    public static Settings From(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments[0] != "engine")
        {
            throw new CliException(Usage);
        }

        var settings = new Settings();
        for (var i = 1; i < arguments.Count; i++)
        {
            settings = arguments[i] switch
            {
                "--quick" => settings.Quick(),
                "--only" when i + 1 < arguments.Count => settings with { Only = arguments[++i] },
                _ => throw new CliException(Usage),
            };
        }

        return settings;
    }

    private Settings Quick() => this with
    {
        IsQuick = true,
        Rounds = 201,
        WarmUp = TimeSpan.FromSeconds(0.4),
    };
}

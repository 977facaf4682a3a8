using Monitor.Cli;

namespace Monitor.Community.Benchmarks;

/// <summary>How much there is, and how much to measure.</summary>
/// <param name="Members">Spread over the municipalities of the seeds.</param>
/// <param name="Topics">Tips, discussions and questions; one of them has <see cref="LongDiscussion"/> replies.</param>
/// <param name="Replies">To them.</param>
/// <param name="Load">How long each kind of question is asked.</param>
/// <param name="Posting">How long is posted.</param>
internal sealed record Settings(int Members, int Topics, int Replies, TimeSpan Load, TimeSpan Posting)
{
    /// <summary>People at once, each with a connection.</summary>
    public const int Clients = 20;

    /// <summary>Questions of all of them together, in open loop.</summary>
    public const int PerSecond = 100;

    public const int LongDiscussion = 1_000;

    /// <summary>That each member has, the unread among them.</summary>
    public const int Notifications = 100;

    /// <summary>Of those, the newest.</summary>
    public const int Unread = 20;

    private static readonly Settings usual = new(
        4_000, 60_000, 140_000, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));

    /// <exception cref="CliException">The arguments are others than these.</exception>
    public static Settings From(IReadOnlyList<string> arguments) => arguments switch
    {
        ["community"] => usual,
        ["community", "--quick"] => new(400, 3_000, 7_000, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)),
        _ => throw new CliException("Usage: community [--quick]"),
    };
}

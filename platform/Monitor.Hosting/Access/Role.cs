namespace Monitor.Hosting;

/// <summary>The values of the token's <c>roles</c> claim.</summary>
public static class Role
{
    /// <summary>Reads what is the municipality's own.</summary>
    public const string Reader = "reader";

    /// <summary>Fills in the municipality's response.</summary>
    public const string Officer = "officer";

    /// <summary>Answers for the municipality: submits, gives consent.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Of a centre municipality: also reads what its region's members share.</summary>
    public const string RegionalCoordinator = "regional-coordinator";

    /// <summary>Writes news and the library of the community.</summary>
    public const string Editor = "editor";

    /// <summary>Hides and restores contributions to the community.</summary>
    public const string Moderator = "moderator";

    /// <summary>Runs the rounds: opens, closes, releases.</summary>
    public const string Institute = "institute";

    /// <summary>Reads released figures in bulk.</summary>
    public const string Researcher = "researcher";

    /// <summary>Administers members and settings.</summary>
    public const string Administrator = "administrator";

    /// <summary>Those of people who act for no municipality: given by the institute's administrator.</summary>
    public static IReadOnlyList<string> OfInstitute { get; } =
        [Institute, Editor, Moderator, Researcher, Administrator];

    /// <summary>Every role, as <c>./monitor token --role</c> accepts them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Reader, Officer, Coordinator, RegionalCoordinator, Editor, Moderator, Institute, Researcher, Administrator,
    ];
}

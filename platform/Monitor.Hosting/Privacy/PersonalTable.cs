namespace Monitor.Hosting;

/// <summary>
/// What a table holds about persons, what they are shown of it, and what becomes of it when they are erased. Every
/// table of a service is in its list, also one that holds nobody: a test fails on one that is not.
/// </summary>
/// <remarks>
/// In <see cref="Where"/> and <see cref="Erase"/> stand $1 for the person's id (uuid), $2 for the pseudonym (32
/// hexadecimal digits, as text), $3 for names and $4 for e-mail addresses (text[], lower case), $5 for the codes of
/// their municipalities (text[]).
/// </remarks>
/// <param name="Name">The table, or the view over it that is shown.</param>
/// <param name="Why">What it holds of a person, and why that stays or goes.</param>
public sealed record PersonalTable(string Name, string Why)
{
    /// <summary>Which rows are about the person; null: none ever is.</summary>
    public string? Where { get; init; }

    /// <summary>What they are shown of each such row: an SQL list. Default all columns.</summary>
    public string Columns { get; init; } = "*";

    /// <summary>False where the rows say nothing to the person that other rows do not.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>The statement that erases; null: what stays is a pseudonym that leads nowhere.</summary>
    public string? Erase { get; init; }

    /// <summary>A table whose rows about a person go with them.</summary>
    /// <param name="name">The table.</param>
    /// <param name="where">Which rows are about the person.</param>
    /// <param name="why">What it holds of a person.</param>
    /// <param name="columns">What they are shown of each.</param>
    public static PersonalTable Goes(string name, string where, string why, string columns = "*") =>
        new(name, why) { Where = where, Columns = columns, Erase = $"DELETE FROM {name} WHERE {where}" };

    /// <summary>
    /// A table whose rows stay, by a pseudonym that leads nowhere. Parameters as of <see cref="Goes"/>.
    /// </summary>
    public static PersonalTable Stays(string name, string where, string why, string columns = "*") =>
        new(name, why) { Where = where, Columns = columns };

    /// <summary>Tables that hold no person.</summary>
    public static IEnumerable<PersonalTable> OfNobody(params IEnumerable<string> names) =>
        names.Select(name => new PersonalTable(name, "Holds no person."));
}

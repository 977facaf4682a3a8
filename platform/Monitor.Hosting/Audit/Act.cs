using System.Text.RegularExpressions;

namespace Monitor.Hosting;

/// <summary>Something done that must be on record: <see cref="AuditLog"/> adds who, when and in which trace.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Municipalities">CBS codes of those whose data it concerns; none where it is nobody's own.</param>
/// <param name="Of">
/// An id of what it was done with ("round:2017", "plan:GM0344"); letters, digits and <c>_:./+-</c>, 200 at most.
/// Never a name, an address or a text.
/// </param>
public sealed partial record Act(ActKind Kind, IReadOnlyCollection<string> Municipalities, string? Of = null)
{
    /// <summary>An act that concerns one municipality, or none.</summary>
    public Act(ActKind kind, string? municipality = null, string? of = null)
        : this(kind, municipality is null ? [] : [municipality], of)
    {
    }

    /// <summary>
    /// Pseudonym of the person whom a worker does it for, who asked for it in a request that is over; null: the caller
    /// of the request in hand.
    /// </summary>
    public string? By { get; init; }

    /// <summary>
    /// The service did it by itself, though a request set it off: whose request, and its trace, are not on record.
    /// </summary>
    public bool IsBySystem { get; init; }

    /// <inheritdoc cref="Act(ActKind, IReadOnlyCollection{string}, string?)"/>
    public string? Of { get; } = Of is null || Ids().IsMatch(Of)
        ? Of
        : throw new ArgumentException("An act names what it was done with by an id.", nameof(Of));

    [GeneratedRegex(@"\A[A-Za-z0-9_:./+-]{1,200}\z")]
    private static partial Regex Ids();
}

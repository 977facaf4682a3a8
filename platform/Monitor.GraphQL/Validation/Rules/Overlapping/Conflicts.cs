using System.Text;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules.Overlapping;

/// <summary>Fields that cannot be merged.</summary>
/// <param name="ResponseName">What they share.</param>
/// <param name="Reason">Completes "because".</param>
/// <param name="Fields">The field, and those within it that are to blame.</param>
/// <param name="Others">The same of the other field.</param>
internal sealed record Conflict(
    string ResponseName, string Reason, IReadOnlyList<Field> Fields, IReadOnlyList<Field> Others)
{
    /// <summary>What is longer than messages should be is cut off.</summary>
    public const int LongestText = 1_000;

    public static string Shorten(string text) => text.Length > LongestText ? text[..LongestText] + "..." : text;
}

/// <summary>Conflicts found at one place: no more of them than anybody will read.</summary>
/// <param name="most">
/// How many are kept. Those within a field are told in one message, and at most twenty nodes of them.
/// </param>
internal sealed class Conflicts(int most)
{
    private const int MostWithinField = 40;
    private const int MostNodes = 20;

    private List<Conflict>? found;
    private int most = most;

    public IReadOnlyList<Conflict> Found => found ?? (IReadOnlyList<Conflict>)[];

    public bool IsFull => Found.Count >= most;

    /// <summary>Makes this the place for conflicts between the selections of two fields.</summary>
    /// <param name="around">What they will be part of.</param>
    public Conflicts Within(Conflicts around)
    {
        most = around.IsFull ? 0 : MostWithinField;
        found?.Clear();
        return this;
    }

    public void Add(string responseName, string reason, Field field, Field other)
    {
        if (!IsFull)
        {
            (found ??= []).Add(new Conflict(responseName, reason, [field], [other]));
        }
    }

    /// <summary>Adds what was found between the selections of two fields, as one conflict of these.</summary>
    public void AddAround(Conflicts inner, string responseName, Field field, Field other)
    {
        if (inner.found is { Count: > 0 } conflicts && !IsFull)
        {
            (found ??= []).Add(new Conflict(
                responseName,
                ReasonOf(conflicts),
                NodesOf(field, conflicts, conflict => conflict.Fields),
                NodesOf(other, conflicts, conflict => conflict.Others)));
        }
    }

    private static string ReasonOf(List<Conflict> conflicts)
    {
        var text = new StringBuilder();
        foreach (var conflict in conflicts)
        {
            text.Append(text.Length == 0 ? "subfields \"" : " and subfields \"")
                .Append(Conflict.Shorten(conflict.ResponseName))
                .Append("\" conflict because ")
                .Append(conflict.Reason);
            if (text.Length > Conflict.LongestText)
            {
                break;
            }
        }

        return Conflict.Shorten(text.ToString());
    }

    private static List<Field> NodesOf(
        Field field, List<Conflict> conflicts, Func<Conflict, IReadOnlyList<Field>> sideOf)
    {
        List<Field> nodes = [field];
        foreach (var conflict in conflicts)
        {
            nodes.AddRange(sideOf(conflict).TakeLast(MostNodes - nodes.Count));
            if (nodes.Count == MostNodes)
            {
                break;
            }
        }

        return nodes;
    }
}

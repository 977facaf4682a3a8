using System.Security.Cryptography;
using System.Text;
using Monitor.Gateway.Execution.Merging;
using Monitor.Gateway.Execution.Shapes;
using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Keys of cached answers: a hash of the subgraph, and what is selected with the values of its arguments
/// (<see cref="NormalSelection"/>); of an entity also its representation. Who asks is no part of it: only what is
/// public is ever stored.
/// </summary>
internal static class SharedKey
{
    /// <summary>Changes when the stored form does, so that old entries are never misread.</summary>
    private const string Prefix = "monitor:aggregate:3:";

    public static string OfRoot(Fetch fetch, IReadOnlyDictionary<string, object?>? variables)
    {
        var text = Begin(fetch);
        NormalSelection.Of(fetch.Root!).Write(text, variables, fetch.Defaults);
        return Prefix + Convert.ToHexStringLower(Hash(text));
    }

    /// <summary>A key for each entity, in their order.</summary>
    /// <param name="fetch">What is asked of them.</param>
    /// <param name="wanted">The entities.</param>
    /// <param name="body">Holds their representations.</param>
    /// <param name="variables">As the client gave them.</param>
    public static IReadOnlyList<string> OfEntities(
        FetchShape fetch,
        WantedEntities wanted,
        ReadOnlyMemory<byte> body,
        IReadOnlyDictionary<string, object?>? variables)
    {
        var selections = new Dictionary<(int Group, string Type), byte[]>();
        var keys = new string[wanted.Count];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var group = 0; group < fetch.Groups.Length; group++)
        {
            for (var entity = wanted.GroupStarts[group]; entity < wanted.GroupStarts[group + 1]; entity++)
            {
                var representation = body.Span.Slice(wanted[entity].Start, wanted[entity].Length);
                var of = (group, Type: TypeOf(representation));
                if (!selections.TryGetValue(of, out var selection))
                {
                    selections[of] = selection = OfSelection(fetch, group, of.Type, variables);
                }
                hash.AppendData(selection);
                hash.AppendData(representation);
                keys[entity] = Prefix + Convert.ToHexStringLower(hash.GetHashAndReset());
            }
        }
        return keys;
    }

    /// <summary>What is selected of a type: an interface's own selection is asked of its objects too.</summary>
    private static byte[] OfSelection(
        FetchShape fetch, int group, string type, IReadOnlyDictionary<string, object?>? variables)
    {
        var text = Begin(fetch.Fetch);
        foreach (var selection in fetch.Groups[group].Group.Types.Where(one => one.Type == type || one.IsAbstract))
        {
            text.Append(selection.Type == type ? "" : selection.Type);
            NormalSelection.Of(selection).Write(text, variables, fetch.Fetch.Defaults);
        }
        return Hash(text);
    }

    /// <summary>A representation begins with it: <c>{"__typename":"Region",…</c>.</summary>
    private static string TypeOf(ReadOnlySpan<byte> representation)
    {
        var type = representation[15..];
        return Encoding.UTF8.GetString(type[..type.IndexOf((byte)'"')]);
    }

    private static StringBuilder Begin(Fetch fetch) =>
        new StringBuilder(512).Append(fetch.Subgraph.Name).Append('\n');

    private static byte[] Hash(StringBuilder text) => SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
}

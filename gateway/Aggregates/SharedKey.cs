using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monitor.Gateway.Execution;
using Monitor.Gateway.Execution.Merging;
using Monitor.Gateway.Execution.Shapes;
using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Keys of cached answers: a hash of the subgraph, what is selected, and the variables used; of an entity also its
/// representation. Who asks is no part of it: only what is public is ever stored.
/// </summary>
internal static class SharedKey
{
    /// <summary>Changes when the stored form does, so that old entries are never misread.</summary>
    private const string Prefix = "monitor:aggregate:2:";

    public static string OfRoot(Fetch fetch, IReadOnlyDictionary<string, object?>? variables) =>
        Hash(fetch.Subgraph.Name, fetch.Document, Variables(fetch.Variables, variables), "");

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
        var selections = new Dictionary<(int Group, string Type), (string Text, string Variables)>();
        var keys = new string[wanted.Count];
        for (var group = 0; group < fetch.Groups.Length; group++)
        {
            for (var entity = wanted.GroupStarts[group]; entity < wanted.GroupStarts[group + 1]; entity++)
            {
                var name = Encoding.UTF8.GetString(body.Span.Slice(wanted[entity].Start, wanted[entity].Length));
                var of = (group, Type: TypeOf(name));
                if (!selections.TryGetValue(of, out var known))
                {
                    selections[of] = known = SelectionOf(fetch.Groups[group].Group, of.Type, variables);
                }
                keys[entity] = Hash(fetch.Fetch.Subgraph.Name, known.Text, known.Variables, name);
            }
        }
        return keys;
    }

    /// <summary>What is selected of a type: an interface's own selection is asked of its objects too.</summary>
    private static (string Text, string Variables) SelectionOf(
        EntityGroup group, string type, IReadOnlyDictionary<string, object?>? variables)
    {
        var selections = group.Types
            .Where(selection => selection.Type == type || selection.IsAbstract)
            .ToList();
        var used = selections.SelectMany(FetchDocuments.VariablesOf).Distinct().ToList();
        return (string.Concat(selections.Select(FetchDocuments.Text)), Variables(used, variables));
    }

    /// <summary>A representation begins with it: <c>{"__typename":"Region",…</c>.</summary>
    private static string TypeOf(string representation)
    {
        const int start = 15;
        return representation[start..representation.IndexOf('"', start)];
    }

    private static string Variables(IReadOnlyList<string> used, IReadOnlyDictionary<string, object?>? variables)
    {
        if (used.Count == 0)
        {
            return "";
        }
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            FetchBody.WriteVariables(json, used, variables);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Hash(params ReadOnlySpan<string> parts)
    {
        var text = string.Join('\n', parts);
        return Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

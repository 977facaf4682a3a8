using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monitor.Gateway.Execution;
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
    public static IReadOnlyList<string> OfEntities(
        Fetch fetch,
        IReadOnlyList<(EntityGroup Group, WantedEntity Entity)> entities,
        IReadOnlyDictionary<string, object?>? variables)
    {
        var selections = new Dictionary<(EntityGroup, string), (string Text, string Variables)>();
        return [.. entities.Select(wanted =>
        {
            var of = (wanted.Group, wanted.Entity.Type);
            if (!selections.TryGetValue(of, out var known))
            {
                var selection = wanted.Group.SelectionOf(wanted.Entity.Type);
                var used = FetchDocuments.VariablesOf(selection).Distinct().ToList();
                selections[of] = known = (FetchDocuments.Text(selection), Variables(used, variables));
            }
            return Hash(fetch.Subgraph.Name, known.Text, known.Variables, wanted.Entity.Name);
        })];
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

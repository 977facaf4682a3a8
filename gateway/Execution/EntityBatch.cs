using System.Buffers;
using System.Text.Json;
using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Execution;

/// <summary>
/// The entities that one <c>_entities</c> field asks for: each once, however many places of the answer want it.
/// </summary>
internal sealed class EntityBatch(EntityGroup group)
{
    private readonly Dictionary<string, WantedEntity> known = [];
    private readonly List<WantedEntity> entities = [];

    public EntityGroup Group { get; } = group;

    public IReadOnlyList<WantedEntity> Entities => entities;

    /// <summary>Objects whose key is missing, so that nothing can be asked for them.</summary>
    public List<(EntityTarget Target, PathNode? Path)> Nameless { get; } = [];

    /// <summary>Looks for the objects of all targets in what earlier fetches brought.</summary>
    public static EntityBatch Of(EntityGroup group, ResultObject root)
    {
        var batch = new EntityBatch(group);
        foreach (var target in group.Targets)
        {
            batch.Visit(target, target.Path.Steps, 0, root, null);
        }
        return batch;
    }

    private void Visit(
        EntityTarget target, IReadOnlyList<ResultPath> steps, int step, object? value, PathNode? path)
    {
        switch (value)
        {
            case ResultList list:
                for (var index = 0; index < list.Count; index++)
                {
                    Visit(target, steps, step, list[index], new PathNode(path, index));
                }
                break;
            case ResultObject found when step == steps.Count:
                if (TypeName.IsAny(found, target.OnTypes))
                {
                    Add(target, found, path);
                }
                break;
            case ResultObject found:
                var next = steps[step];
                if (TypeName.IsAny(found, next.OnTypes))
                {
                    Visit(target, steps, step + 1, found.Get(next.Key), new PathNode(path, next.Key));
                }
                break;
        }
    }

    private void Add(EntityTarget target, ResultObject found, PathNode? path)
    {
        var json = RepresentationWriter.Write(target, found);
        if (json is null)
        {
            Nameless.Add((target, path));
            return;
        }
        var name = System.Text.Encoding.UTF8.GetString(json);
        if (!known.TryGetValue(name, out var entity))
        {
            known[name] = entity = new WantedEntity(target.Fields.Type, json, name);
            entities.Add(entity);
        }
        entity.Places.Add(new EntityPlace(target, found, path));
    }
}

/// <summary>An entity to ask for, and the places that it completes.</summary>
internal sealed class WantedEntity(string type, byte[] representation, string name)
{
    public string Type { get; } = type;

    /// <summary>JSON.</summary>
    public byte[] Representation { get; } = representation;

    /// <summary>The representation as text: equal for the same entity.</summary>
    public string Name { get; } = name;

    public List<EntityPlace> Places { get; } = [];
}

/// <summary>One place of the answer that an entity completes.</summary>
internal sealed record EntityPlace(EntityTarget Target, ResultObject Object, PathNode? Path);

/// <summary>
/// A position in the answer, from the end: a key (string) or an index (int), and what stands before it.
/// </summary>
internal sealed record PathNode(PathNode? Before, object Step)
{
    public static List<object> ToList(PathNode? path)
    {
        var steps = new List<object>();
        for (var node = path; node is not null; node = node.Before)
        {
            steps.Add(node.Step);
        }
        steps.Reverse();
        return steps;
    }
}

/// <summary>Reads <c>__typename</c> of an object of the answer.</summary>
internal static class TypeName
{
    public static string? Of(ResultObject value)
    {
        if (value.Get("__typename") is not ResultLeaf leaf)
        {
            return null;
        }
        var reader = new Utf8JsonReader(leaf.Json.Span);
        return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <summary>True for every object where <paramref name="types"/> is null.</summary>
    public static bool IsAny(ResultObject value, IReadOnlyList<string>? types) =>
        types is null || types.Any(type => Is(value, type));

    public static bool Is(ResultObject value, string type) =>
        value.Get("__typename") is ResultLeaf leaf
        && leaf.Json.Length == type.Length + 2
        && System.Text.Encoding.UTF8.GetString(leaf.Json.Span[1..^1]) == type;
}

/// <summary>Writes what names an entity: <c>{"__typename":"Municipality","code":"GM0153"}</c>.</summary>
internal static class RepresentationWriter
{
    /// <summary>Null where a key is missing or null: there is no entity to name.</summary>
    public static byte[]? Write(EntityTarget target, ResultObject found)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("__typename", target.TypeName ?? TypeName.Of(found));
        if (!WriteFields(writer, target.Representation, found))
        {
            return null;
        }
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static bool WriteFields(
        Utf8JsonWriter writer, IReadOnlyList<RepresentationField> fields, ResultObject found)
    {
        foreach (var field in fields)
        {
            if (!TypeName.IsAny(found, field.OnTypes))
            {
                continue;
            }
            var index = found.IndexOf(field.Key);
            var value = index < 0 ? null : found.ValueAt(index);
            if (index < 0 || (value is null && !field.MayBeNull))
            {
                return false;
            }
            writer.WritePropertyName(field.Name);
            if (!WriteValue(writer, field, value))
            {
                return false;
            }
        }
        return true;
    }

    private static bool WriteValue(Utf8JsonWriter writer, RepresentationField field, object? value)
    {
        switch (value)
        {
            case ResultLeaf leaf:
                writer.WriteRawValue(leaf.Json.Span, skipInputValidation: true);
                return true;
            case ResultList list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    if (!WriteValue(writer, field, item))
                    {
                        return false;
                    }
                }
                writer.WriteEndArray();
                return true;
            case ResultObject inner:
                writer.WriteStartObject();
                if (inner.Get("__typename") is ResultLeaf type)
                {
                    writer.WritePropertyName("__typename");
                    writer.WriteRawValue(type.Json.Span, skipInputValidation: true);
                }
                var fields = field.Fields ?? [];
                if (!WriteFields(writer, field.MayBeNull ? [.. fields.Select(Lenient)] : fields, inner))
                {
                    return false;
                }
                writer.WriteEndObject();
                return true;
            default:
                writer.WriteNullValue();
                return true;
        }
    }

    private static RepresentationField Lenient(RepresentationField field) => field with { MayBeNull = true };
}

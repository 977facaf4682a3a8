using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Gateway.Execution.Merging;
using Monitor.Gateway.Execution.Shapes;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.Gateway.Execution;

/// <summary>Writes the body of a request to a subgraph.</summary>
/// <remarks>
/// A call that is given up may still be reading its body when the next one is written: the memory of a body that was
/// sent is never given back.
/// </remarks>
internal static class FetchBody
{
    private static readonly JsonWriterOptions options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    // As deep as the body of a request is read; a variable of a JSON scalar may use all of it.
    private static readonly JsonSerializerOptions asDeepAsRead = new()
    {
        MaxDepth = 128,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The body of a root fetch.</summary>
    public static PooledBuffer OfRoot(FetchShape fetch, IReadOnlyDictionary<string, object?>? variables)
    {
        var body = new PooledBuffer(fetch.BodyLength);
        body.Write(fetch.BodyStart);
        if (fetch.Fetch.Variables.Count > 0)
        {
            body.Write(",\"variables\":{"u8);
            WriteVariables(body, fetch.Fetch.Variables, variables, isFirst: true);
            body.Write((byte)'}');
        }
        body.Write((byte)'}');
        fetch.BodyLength = body.Length;
        return body;
    }

    /// <summary>The body of an entity fetch, up to its representations.</summary>
    public static PooledBuffer BeginEntities(FetchShape fetch)
    {
        var body = new PooledBuffer(fetch.BodyLength);
        body.Write(fetch.BodyStart);
        body.Write(",\"variables\":{"u8);
        return body;
    }

    /// <summary>What follows on the representations.</summary>
    public static void EndEntities(
        PooledBuffer body, FetchShape fetch, IReadOnlyDictionary<string, object?>? variables)
    {
        WriteVariables(body, fetch.Fetch.Variables, variables, isFirst: false);
        body.Write("}}"u8);
        fetch.BodyLength = body.Length;
    }

    /// <summary>The body of a fetch that asks only for some of the entities.</summary>
    /// <param name="fetch">The fetch.</param>
    /// <param name="asked">Those.</param>
    /// <param name="all">A body that names all that are wanted.</param>
    /// <param name="variables">As the client gave them.</param>
    public static PooledBuffer OfSome(
        FetchShape fetch,
        AskedEntities asked,
        PooledBuffer all,
        IReadOnlyDictionary<string, object?>? variables)
    {
        var body = BeginEntities(fetch);
        for (var group = 0; group < fetch.Groups.Length; group++)
        {
            body.Write(group == 0 ? [] : ","u8);
            body.Write(fetch.Groups[group].VariableStart);
            for (var item = 0; item < asked.CountOf(group); item++)
            {
                var entity = asked.Wanted[asked.EntityOf(group, item)];
                body.Write(item == 0 ? [] : ","u8);
                body.Write(all.Written.Span.Slice(entity.Start, entity.Length));
            }
            body.Write((byte)']');
        }
        EndEntities(body, fetch, variables);
        return body;
    }

    /// <summary>
    /// The variables that are used and were given, as the client gave them; defaults stand in the document.
    /// </summary>
    public static void WriteVariables(
        Utf8JsonWriter json, IReadOnlyList<string> used, IReadOnlyDictionary<string, object?>? variables)
    {
        foreach (var name in used)
        {
            if (variables is not null && variables.TryGetValue(name, out var value))
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value, asDeepAsRead);
            }
        }
    }

    private static void WriteVariables(
        PooledBuffer body,
        IReadOnlyList<string> used,
        IReadOnlyDictionary<string, object?>? variables,
        bool isFirst)
    {
        if (variables is null || used.Count == 0)
        {
            return;
        }
        using var json = new Utf8JsonWriter(body, options);
        foreach (var name in used)
        {
            if (variables.TryGetValue(name, out var value))
            {
                body.Write(isFirst ? "\""u8 : ",\""u8);
                body.WriteName(name);
                body.Write("\":"u8);
                JsonSerializer.Serialize(json, value, asDeepAsRead);
                json.Flush();
                json.Reset();
                isFirst = false;
            }
        }
    }

    /// <summary>GraphQL's names are ASCII and need no escapes.</summary>
    private static void WriteName(this PooledBuffer body, string name)
    {
        Encoding.ASCII.GetBytes(name, body.GetSpan(name.Length));
        body.Advance(name.Length);
    }
}

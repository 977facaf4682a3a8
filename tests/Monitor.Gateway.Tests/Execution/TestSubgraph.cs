using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Tests.Execution;

/// <summary>An object of a test subgraph: values, or functions of the arguments, by field name.</summary>
internal sealed class Record : Dictionary<string, object?>;

/// <summary>What a test subgraph was asked.</summary>
internal sealed record Asked(string Query, JsonElement Variables, IHeaderDictionary Headers)
{
    /// <summary>The representations sent, as JSON.</summary>
    public IReadOnlyList<string> Representations =>
        Variables.ValueKind == JsonValueKind.Object && Variables.TryGetProperty("representations", out var list)
            ? [.. list.EnumerateArray().Select(item => item.GetRawText())]
            : [];
}

/// <summary>
/// A subgraph behind real HTTP on a port of its own: walks the query over plain objects, without a schema, and keeps
/// what it was asked.
/// </summary>
internal sealed class TestSubgraph : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<object> errors = [];

    private TestSubgraph(WebApplication app, string name)
    {
        this.app = app;
        Name = name;
    }

    public string Name { get; }

    public string Url { get; private set; } = "";

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public Record Query { get; } = [];

    public Record Mutation { get; } = [];

    /// <summary>The entity of a representation; null where there is none.</summary>
    public Func<JsonElement, Record?> Entity { get; set; } = _ => null;

    /// <summary>What is answered now: for <see cref="Entity"/> and functions.</summary>
    public Asked? Answering { get; private set; }

    /// <summary>Runs before each answer: to wait, or to write something else (then returns true).</summary>
    public Func<HttpContext, Task<bool>> Instead { get; set; } = _ => Task.FromResult(false);

    /// <summary>Answers every other address than /graphql.</summary>
    public RequestDelegate Beside { get; set; } = context =>
    {
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    };

    /// <summary>Headers of an answer without errors, by the query.</summary>
    public Func<string, Dictionary<string, string>> HeadersOf { get; set; } = _ => [];

    public static async Task<TestSubgraph> StartAsync(string name, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var app = builder.Build();
        var subgraph = new TestSubgraph(app, name);
        app.MapPost("/graphql", subgraph.AnswerAsync);
        app.Map("/{**path}", context => subgraph.Beside(context));
        await app.StartAsync();
        subgraph.Url = app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First() + "/graphql";
        return subgraph;
    }

    public Task StopAsync() => app.StopAsync(new CancellationToken(canceled: true));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        var variables = body.TryGetProperty("variables", out var given) ? given : default;
        var query = body.GetProperty("query").GetString()!;
        // Kestrel uses its header collection again for the next request.
        var headers = new HeaderDictionary(context.Request.Headers.ToDictionary(h => h.Key, h => h.Value));
        var asked = new Asked(query, variables, headers);
        Requests.Enqueue(asked);
        if (await Instead(context))
        {
            return;
        }
        Dictionary<string, object?> answer;
        lock (errors)
        {
            errors.Clear();
            Answering = asked;
            var operation = (OperationDefinition)Parser.Parse(query).Definitions[0];
            var root = operation.Operation == OperationType.Mutation ? Mutation : Query;
            answer = new() { ["data"] = Walk(operation.SelectionSet, root, [], variables) };
            if (errors.Count > 0)
            {
                answer["errors"] = errors.ToList();
            }
        }
        if (!answer.ContainsKey("errors"))
        {
            foreach (var (name, value) in HeadersOf(query))
            {
                context.Response.Headers[name] = value;
            }
        }
        await context.Response.WriteAsJsonAsync(answer);
    }

    private Dictionary<string, object?> Walk(
        SelectionSet set, Record value, List<object> path, JsonElement variables)
    {
        var result = new Dictionary<string, object?>();
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case InlineFragment fragment when fragment.TypeCondition?.Name is { } type
                    && type != (string?)value.GetValueOrDefault("__typename"):
                    break;
                case InlineFragment fragment:
                    foreach (var (key, inner) in Walk(fragment.SelectionSet, value, path, variables))
                    {
                        result[key] = inner;
                    }
                    break;
                case Field field:
                    List<object> here = [.. path, field.ResponseName];
                    result[field.ResponseName] = Resolve(field, value, here, variables);
                    break;
            }
        }
        return result;
    }

    private object? Resolve(Field field, Record value, List<object> path, JsonElement variables)
    {
        var arguments = field.Arguments.ToDictionary(a => a.Name.Value, a => Plain(a.Value, variables));
        if (field.Name.Value == "_entities")
        {
            var list = ((JsonElement)arguments["representations"]!).EnumerateArray().Select(Entity).ToList();
            return Complete(list, field, path, variables);
        }
        try
        {
            var found = value.GetValueOrDefault(field.Name.Value);
            return Complete(
                found is Func<Dictionary<string, object?>, object?> function ? function(arguments) : found,
                field, path, variables);
        }
        catch (ClientException refused)
        {
            errors.Add(new { message = refused.Message, path, extensions = new { code = refused.Code } });
            return null;
        }
    }

    private object? Complete(object? value, Field field, List<object> path, JsonElement variables) => value switch
    {
        Record inner => Walk(field.SelectionSet!, inner, path, variables),
        System.Collections.IEnumerable list and not string => list.Cast<object?>()
            .Select((item, index) => Complete(item, field, [.. path, index], variables)).ToList(),
        _ => value,
    };

    private static object? Plain(Value value, JsonElement variables) => value switch
    {
        Variable variable => variables.ValueKind == JsonValueKind.Object
            && variables.TryGetProperty(variable.Name, out var given) ? given : null,
        IntValue number => int.Parse(number.Text, System.Globalization.CultureInfo.InvariantCulture),
        StringValue text => text.Text,
        _ => null,
    };
}

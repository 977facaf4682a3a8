using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>Text into a tree with places.</summary>
internal sealed class ParseWork(string title, string text) : Work
{
    public override string Name => $"parse: {title}";

    public override object Reference => new { Name, Kind = "parse", Text = text };

    public override ValueTask<int> RunAsync() => new(Parse().Definitions.Count);

    /// <summary>The tree as text again; graphql-js reads it and compares the trees.</summary>
    public override Task<string> ResultAsync() => Task.FromResult(Printer.Print(Parse()));

    private Document Parse() => Parser.Parse(text, ParserOptions.Schema);
}

using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>Documents are parsed and validated once, as long as they are asked for.</summary>
public sealed class DocumentCacheTests
{
    private static readonly GraphQLSchema Schema = SchemaBuilder.Build("type Query { a: Int b: Int c: Int }");

    [Fact]
    public void The_same_text_is_parsed_once()
    {
        var cache = new DocumentCache(Schema, new GraphQLOptions());

        Assert.Same(cache.Get("{ a }"), cache.Get("{ a }"));
        Assert.NotSame(cache.Get("{ a }"), cache.Get("{a}"));
    }

    [Fact]
    public void The_least_recently_used_text_goes_first()
    {
        var cache = new DocumentCache(Schema, new GraphQLOptions { CachedDocuments = 2 });
        var a = cache.Get("{ a }");
        var b = cache.Get("{ b }");

        Assert.Same(a, cache.Get("{ a }"));
        _ = cache.Get("{ c }");

        Assert.Same(a, cache.Get("{ a }"));
        Assert.NotSame(b, cache.Get("{ b }"));
    }

    [Fact]
    public void A_document_with_errors_pushes_nothing_out()
    {
        var cache = new DocumentCache(Schema, new GraphQLOptions { CachedDocuments = 1 });
        var good = cache.Get("{ a }");

        Assert.Equal("GRAPHQL_PARSE_FAILED", Assert.Single(cache.Get("{").Errors).Extensions!["code"]);
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", Assert.Single(cache.Get("{ x }").Errors).Extensions!["code"]);
        Assert.Same(good, cache.Get("{ a }"));
    }

    [Fact]
    public void Large_texts_leave_no_room_for_many()
    {
        var cache = new DocumentCache(Schema, new GraphQLOptions());
        var large = Enumerable.Range(0, 9).Select(i => $"{{ a }} #{i}{new string('x', 1_000_000)}").ToList();
        var first = cache.Get(large[0]);

        Assert.Same(first, cache.Get(large[0]));
        large.ForEach(text => _ = cache.Get(text));

        Assert.NotSame(first, cache.Get(large[0]));
    }

    [Fact]
    public void Without_room_nothing_is_kept()
    {
        var cache = new DocumentCache(Schema, new GraphQLOptions { CachedDocuments = 0 });

        Assert.NotSame(cache.Get("{ a }"), cache.Get("{ a }"));
    }
}

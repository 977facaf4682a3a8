using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>
/// What each argument of <c>@cacheControl</c> does, on a field and on the type it returns. All fields have resolvers.
/// </summary>
public sealed class CacheControlRuleTests
{
    private const string Sdl = """
        extend schema
          @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@composeDirective"])
          @link(url: "https://monitor.example/cache/v1.0", import: ["@cacheControl"])
          @composeDirective(name: "@cacheControl")

        type Query {
          shelf: Shelf @cacheControl(maxAge: 60)
          orphan: Shelf @cacheControl(inheritMaxAge: true)
          number: Int @cacheControl(scope: PUBLIC)
        }

        type Shelf {
          silent: Book
          inherits: Book @cacheControl(inheritMaxAge: true)
          inheritsPrivately: Book @cacheControl(inheritMaxAge: true, scope: PRIVATE)
          inheritsNoMatterWhat: Book @cacheControl(inheritMaxAge: true, maxAge: 5)
          typeDecides: Aged @cacheControl(inheritMaxAge: true)
          ageOfType: Aged @cacheControl(scope: PRIVATE)
          scopeOfType: Mine @cacheControl(maxAge: 40)
          publicAfterAll: Mine @cacheControl(maxAge: 40, scope: PUBLIC)
          ofInheriting: Note
          ofInheritingAged: Note @cacheControl(maxAge: 50)
          label: String @cacheControl(scope: PRIVATE)
          silentLabel: String
        }

        type Book { deep: Book @cacheControl(inheritMaxAge: true) title: String @cacheControl(maxAge: 30) }
        type Aged @cacheControl(maxAge: 20) { title: String @cacheControl(maxAge: 30) }
        type Mine @cacheControl(maxAge: 90, scope: PRIVATE) { title: String @cacheControl(maxAge: 99) }
        type Note @cacheControl(inheritMaxAge: true) { title: String @cacheControl(maxAge: 99) }
        """;

    [Theory]
    [InlineData("{ shelf { silent { title } } }", "no-store")]
    [InlineData("{ shelf { inherits { title } } }", "public, max-age=30")]
    [InlineData("{ shelf { inherits { deep { deep { title } } } } }", "public, max-age=30")]
    [InlineData("{ shelf { inheritsPrivately { title } } }", "private, max-age=30")]
    [InlineData("{ shelf { inheritsNoMatterWhat { title } } }", "public, max-age=30")]
    [InlineData("{ shelf { typeDecides { title } } }", "public, max-age=20")]
    [InlineData("{ shelf { ageOfType { title } } }", "private, max-age=20")]
    [InlineData("{ shelf { scopeOfType { title } } }", "private, max-age=40")]
    [InlineData("{ shelf { publicAfterAll { title } } }", "public, max-age=40")]
    [InlineData("{ shelf { ofInheriting { title } } }", "public, max-age=60")]
    [InlineData("{ shelf { ofInheritingAged { title } } }", "public, max-age=50")]
    // A leaf is as its parent where it says anything at all; a resolver that says nothing may know who asks.
    [InlineData("{ shelf { label } }", "private, max-age=60")]
    [InlineData("{ shelf { silentLabel } }", "no-store")]
    // At the root there is nothing to inherit.
    [InlineData("{ orphan { inherits { title } } }", "no-store")]
    [InlineData("{ number }", "no-store")]
    public async Task Each_argument_counts_by_itself_and_the_field_before_its_type(string query, string control)
    {
        await using var app = await StartAsync();

        using var response = await app.GetTestClient().PostAsJsonAsync("/graphql", new { query });

        Assert.DoesNotContain("errors", await response.Content.ReadAsStringAsync());
        Assert.Equal(control, response.Headers.NonValidated["Cache-Control"].ToString());
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSubgraph(Sdl, (binder, _) =>
        {
            binder
                .Type<Shelf>("Shelf").Type<Book>("Book").Type<Aged>("Aged").Type<Mine>("Mine").Type<Note>("Note")
                .Root<Shelf>("Query.shelf", (_, _) => new(new Shelf()))
                .Root<Shelf>("Query.orphan", (_, _) => new(new Shelf()))
                .Root<int?>("Query.number", (_, _) => new(1))
                .Field<Shelf, string>("Shelf.label", (shelves, _, _) => new([.. shelves.Select(_ => "a")]))
                .Field<Shelf, string>("Shelf.silentLabel", (shelves, _, _) => new([.. shelves.Select(_ => "a")]))
                .Field<Book, Book>("Book.deep", (books, _, _) => new([.. books]));
            foreach (var field in (string[])["silent", "inherits", "inheritsPrivately", "inheritsNoMatterWhat"])
            {
                binder.Field<Shelf, Book>($"Shelf.{field}", (all, _, _) => new([.. all.Select(_ => new Book("b"))]));
            }
            foreach (var field in (string[])["typeDecides", "ageOfType"])
            {
                binder.Field<Shelf, Aged>($"Shelf.{field}", (all, _, _) => new([.. all.Select(_ => new Aged("a"))]));
            }
            foreach (var field in (string[])["scopeOfType", "publicAfterAll"])
            {
                binder.Field<Shelf, Mine>($"Shelf.{field}", (all, _, _) => new([.. all.Select(_ => new Mine("m"))]));
            }
            foreach (var field in (string[])["ofInheriting", "ofInheritingAged"])
            {
                binder.Field<Shelf, Note>($"Shelf.{field}", (all, _, _) => new([.. all.Select(_ => new Note("n"))]));
            }
        });
        var app = builder.Build();
        app.MapGraphQL();
        await app.StartAsync();
        return app;
    }

    private sealed record Shelf;

    private sealed record Book(string Title);

    private sealed record Aged(string Title);

    private sealed record Mine(string Title);

    private sealed record Note(string Title);
}

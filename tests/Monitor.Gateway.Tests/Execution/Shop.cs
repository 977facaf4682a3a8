using System.Text.Json;

namespace Monitor.Gateway.Tests.Execution;

/// <summary>The subgraphs of Graphs/shop with a little data, and a gateway before them.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly Dictionary<string, TestSubgraph> subgraphs = [];

    public TestGateway Gateway { get; private set; } = null!;

    public TestSubgraph this[string name] => subgraphs[name];

    public static async Task<Shop> OpenAsync(Dictionary<string, string?>? settings = null)
    {
        var shop = new Shop();
        foreach (var name in new[] { "accounts", "reviews", "products", "inventory", "warehouse", "maps" })
        {
            shop.subgraphs[name] = await TestSubgraph.StartAsync(name);
        }
        shop.Fill();
        shop.Gateway = await TestGateway.StartAsync("shop", shop.subgraphs.Values, settings);
        return shop;
    }

    /// <summary>Calls of each subgraph since the shop opened: <c>accounts 1, reviews 2</c>.</summary>
    public string Calls => string.Join(", ", subgraphs.Values
        .Where(subgraph => !subgraph.Requests.IsEmpty)
        .Select(subgraph => $"{subgraph.Name} {subgraph.Requests.Count}"));

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        foreach (var subgraph in subgraphs.Values)
        {
            await subgraph.DisposeAsync();
        }
    }

    private static object? Function(Func<Dictionary<string, object?>, object?> function) => function;

    private static Record Product(string upc) =>
        new()
        {
            ["__typename"] = "Product",
            ["upc"] = upc,
            ["name"] = $"Product {upc}",
            ["price"] = 10,
            ["weight"] = 2,
        };

    private void Fill()
    {
        var user = new Record { ["id"] = "u1", ["name"] = "Ada", ["email"] = "ada@example.org" };
        this["accounts"].Query["me"] = user;
        this["accounts"].Query["notice"] = new Record { ["text"] = "Open" };
        this["accounts"].Mutation["rename"] = Function(arguments => new Record
        {
            ["id"] = "u1",
            ["name"] = arguments["name"],
        });
        user["__typename"] = "User";
        this["accounts"].Entity = _ => user;

        this["products"].Query["topProducts"] = new[] { Product("p1"), Product("p2"), Product("p3") };
        this["products"].Query["product"] = Function(arguments => Product(arguments["upc"]!.ToString()!));
        this["products"].Query["notice"] = new Record { ["author"] = "Bob" };
        this["products"].Query["search"] = new[]
        {
            Product("p1"),
            new Record { ["__typename"] = "Bundle", ["upc"] = "b1", ["name"] = "Bundle b1" },
        };
        this["products"].Entity = r => Product(Text(r, "upc"));

        this["reviews"].Entity = r => Text(r, "__typename") == "User"
            ? new Record { ["__typename"] = "User", ["reviews"] = new[] { Review("r1", "p1"), Review("r2", "p2") } }
            : new Record { ["__typename"] = "Product", ["reviews"] = new[] { Review("r1", Text(r, "upc")) } };
        this["reviews"].Mutation["addReview"] = Function(arguments => Review("r9", arguments["upc"]!.ToString()!));
        this["reviews"].Mutation["removeReview"] = true;

        this["inventory"].Entity = r => new Record
        {
            ["__typename"] = Text(r, "__typename"),
            ["sku"] = "s-" + Text(r, "upc"),
            ["inStock"] = true,
            ["shipping"] = r.TryGetProperty("price", out var price) && price.ValueKind == JsonValueKind.Number
                ? price.GetInt32() * r.GetProperty("weight").GetInt32()
                : null,
        };
        this["warehouse"].Entity = r => new Record
        {
            ["__typename"] = "Product",
            ["shelf"] = new Record { ["row"] = 7, ["hall"] = new Record { ["number"] = 3 } },
        };
        this["maps"].Entity = r => new Record
        {
            ["__typename"] = "Shelf",
            ["map"] = $"hall {r.GetProperty("hall").GetProperty("number")}, row {r.GetProperty("row")}",
        };
    }

    private static Record Review(string id, string upc) => new()
    {
        ["__typename"] = "Review",
        ["id"] = id,
        ["body"] = $"Body {id}",
        ["product"] = new Record { ["__typename"] = "Product", ["upc"] = upc },
        ["author"] = new Record { ["__typename"] = "User", ["id"] = "u1", ["name"] = "Ada" },
    };

    private static string Text(JsonElement representation, string field) =>
        representation.GetProperty(field).GetString()!;
}

using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Schema;
using Monitor.Testing;

namespace Monitor.Gateway.Benchmarks.Graph;

/// <summary>The four subgraphs, and the whole graph as one schema, over <see cref="ShopData"/>.</summary>
internal static class ShopSchemas
{
    private static readonly ILookup<string, Review> byAuthor = ShopData.Reviews.ToLookup(review => review.AuthorId);
    private static readonly ILookup<string, Review> byProduct = ShopData.Reviews.ToLookup(review => review.ProductUpc);
    private static readonly Dictionary<string, User> users = ShopData.Users.ToDictionary(user => user.Id);
    private static readonly Dictionary<string, Product> products = ShopData.Products.ToDictionary(one => one.Upc);

    /// <summary>Where the graph's files lie.</summary>
    public static string Folder { get; } =
        Path.Combine(Repository.Root, "tests", "Monitor.Gateway.Benchmarks", "Graph");

    /// <summary>In the order of their ports.</summary>
    public static IReadOnlyList<string> Names { get; } = ["accounts", "inventory", "products", "reviews"];

    /// <exception cref="ArgumentException">There is no subgraph of this name.</exception>
    public static ExecutableSchema Subgraph(string name) => ExecutableSchema.Build(
        SubgraphSchema.Build(Read(name)),
        binder => _ = name switch
        {
            "accounts" => BindAccounts(BindService(binder, name)),
            "inventory" => BindInventory(BindService(binder, name)),
            "products" => BindProducts(BindService(binder, name)),
            "reviews" => BindReviews(BindService(binder, name)),
            _ => throw new ArgumentException($"There is no subgraph {name}.", nameof(name)),
        });

    public static ExecutableSchema Whole() => ExecutableSchema.Build(
        SchemaBuilder.Build(Read("whole")),
        binder => BindRoots(binder)
            .Root("Query.topProducts", TopProducts)
            .Type<Product>("Product")
            .Field<Product, int>("Product.shippingEstimate", (parents, _, _) =>
                Each(parents, product => ShopData.ShippingEstimate(product.Price, product.Weight)))
            .Field<Product, IEnumerable<Review>>("Product.reviews", (parents, _, _) =>
                Each(parents, product => byProduct[product.Upc]))
            .Field<User, IEnumerable<Review>>("User.reviews", (parents, _, _) =>
                Each(parents, user => byAuthor[user.Id]))
            .Type<Review>("Review")
            .Field<Review, User>("Review.author", (parents, _, _) => Each(parents, review => users[review.AuthorId]))
            .Field<Review, Product>("Review.product", (parents, _, _) =>
                Each(parents, review => products[review.ProductUpc])));

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.graphql"));

    private static Binder BindService(Binder binder, string name) => binder
        .Type<Service>("_Service")
        .Root("Query._service", (_, _) => new ValueTask<Service>(new Service(Read(name))));

    private static Binder BindRoots(Binder binder) => binder
        .Type<User>("User")
        .Root("Query.me", (_, _) => new ValueTask<User>(ShopData.Users[0]))
        .Root("Query.user", (context, _) => new ValueTask<User?>(
            users.GetValueOrDefault(context.Argument<string>("id"))))
        .Root("Query.users", (_, _) => new ValueTask<IReadOnlyList<User>>(ShopData.Users));

    private static Binder BindAccounts(Binder binder) => BindRoots(binder)
        .Entity<User?>("User", (asked, _, _) => Each(asked, one => users.GetValueOrDefault(one.Get("id"))));

    /// <summary>Price and weight are what the representation says: that is what the field requires.</summary>
    private static Binder BindInventory(Binder binder) => binder
        .Type<StockedProduct>("Product")
        .Entity<StockedProduct?>("Product", (asked, _, _) => Each(asked, StockedProduct.Of));

    private static Binder BindProducts(Binder binder) => binder
        .Type<Product>("Product")
        .Root("Query.topProducts", TopProducts)
        .Entity<Product?>("Product", (asked, _, _) => Each(asked, one => products.GetValueOrDefault(one.Get("upc"))));

    private static Binder BindReviews(Binder binder) => binder
        .Type<Review>("Review")
        .Type<User>("User")
        .Type<Product>("Product")
        .Field<Review, User>("Review.author", (parents, _, _) => Each(parents, review => users[review.AuthorId]))
        .Field<Review, Product>("Review.product", (parents, _, _) =>
            Each(parents, review => products[review.ProductUpc]))
        .Field<User, IEnumerable<Review>>("User.reviews", (parents, _, _) => Each(parents, user => byAuthor[user.Id]))
        .Field<Product, IEnumerable<Review>>("Product.reviews", (parents, _, _) =>
            Each(parents, product => byProduct[product.Upc]))
        .Entity<User?>("User", (asked, _, _) => Each(asked, one => users.GetValueOrDefault(one.Get("id"))))
        .Entity<Product?>("Product", (asked, _, _) => Each(asked, one => products.GetValueOrDefault(one.Get("upc"))))
        .Entity<Review?>("Review", (asked, _, _) =>
            Each(asked, one => ShopData.Reviews.FirstOrDefault(review => review.Id == one.Get("id"))));

    private static ValueTask<IEnumerable<Product>> TopProducts(FieldContext context, CancellationToken _) =>
        new(ShopData.Products.Take(context.Argument<int?>("first") ?? int.MaxValue));

    private static ValueTask<IReadOnlyList<TResult>> Each<T, TResult>(
        IReadOnlyList<T> parents, Func<T, TResult> answer) => new([.. parents.Select(answer)]);

    private sealed record Service(string Sdl);

    /// <summary>A product as inventory knows it.</summary>
    private sealed record StockedProduct(string Upc, bool InStock, int? Price, int? Weight)
    {
        public int? ShippingEstimate =>
            Price is { } price && Weight is { } weight ? ShopData.ShippingEstimate(price, weight) : null;

        public static StockedProduct? Of(Representation asked) =>
            products.TryGetValue(asked.Get("upc"), out var product)
                ? new StockedProduct(
                    product.Upc, product.InStock, asked.Get<int?>("price"), asked.Get<int?>("weight"))
                : null;
    }
}

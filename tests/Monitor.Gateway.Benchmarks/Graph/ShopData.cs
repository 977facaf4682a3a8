namespace Monitor.Gateway.Benchmarks.Graph;

internal sealed record User(string Id, string Name, string Username, int Birthday);

/// <param name="Upc">The key.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Price">In cents.</param>
/// <param name="Weight">In grams.</param>
/// <param name="InStock">Whether inventory has one.</param>
internal sealed record Product(string Upc, string Name, int Price, int Weight, bool InStock);

internal sealed record Review(string Id, string Body, string AuthorId, string ProductUpc);

/// <summary>The shop's data: six people, nine products, twelve reviews; always the same.</summary>
internal static class ShopData
{
    private const int DearFrom = 50_000;

    private static readonly string[] sentences =
    [
        "It arrived two days before it was promised, in a box that could be opened without a knife.",
        "After three months of daily use nothing creaks, nothing wobbles and nothing has come loose.",
        "The colour is a little darker than the photograph shows, which I came to like.",
        "The manual has one page of drawings and not a single word, and yet everything was clear at once.",
        "My neighbour bought the cheaper one and comes over to use mine instead.",
        "One screw was missing; a new one lay in the letter box the next morning.",
        "It is heavier than it looks, so carry it upstairs with two people or take it apart first.",
        "We measured twice and it still only just fits beside the window, but it does fit.",
        "The cat took possession of it within the hour and has not given it back since.",
        "For this price I had expected a spare part or at least a cloth to clean it with.",
        "It cleans easily with warm water; do not use anything that scratches.",
        "I would buy it again, and I have already done so for my sister's new house.",
    ];

    public static IReadOnlyList<User> Users { get; } =
    [
        new("1", "Anna de Wit", "annadewit", 478224000),
        new("2", "Bram Visser", "bramv", 615772800),
        new("3", "Chaima El Idrissi", "chaima", 745977600),
        new("4", "Dirk-Jan Postma", "djpostma", 322444800),
        new("5", "Eva van Leeuwen", "evavl", 868060800),
        new("6", "Farid Haddou", "fhaddou", 559872000),
    ];

    public static IReadOnlyList<Product> Products { get; } =
    [
        new("1", "Oak table", 89_900, 31_000, true),
        new("2", "Sofa for three", 129_900, 64_000, false),
        new("3", "Drinking glass", 450, 210, true),
        new("4", "Kitchen chair", 7_950, 5_400, true),
        new("5", "Reading lamp", 6_995, 1_900, false),
        new("6", "Bookcase", 24_900, 38_000, true),
        new("7", "Garden grill", 39_900, 22_500, true),
        new("8", "Fridge", 74_900, 68_000, false),
        new("9", "Door mat", 1_995, 1_250, true),
    ];

    /// <summary>Two by each user, over the first four products: four, four, two and two.</summary>
    public static IReadOnlyList<Review> Reviews { get; } =
    [
        Review(1, author: 1, product: 1, sentences: 4),
        Review(2, author: 2, product: 2, sentences: 6),
        Review(3, author: 3, product: 1, sentences: 2),
        Review(4, author: 4, product: 3, sentences: 5),
        Review(5, author: 5, product: 2, sentences: 3),
        Review(6, author: 6, product: 1, sentences: 6),
        Review(7, author: 1, product: 2, sentences: 5),
        Review(8, author: 2, product: 4, sentences: 3),
        Review(9, author: 3, product: 3, sentences: 4),
        Review(10, author: 4, product: 2, sentences: 2),
        Review(11, author: 5, product: 1, sentences: 5),
        Review(12, author: 6, product: 4, sentences: 4),
    ];

    /// <summary>In cents: nothing for dear products, else a cent for two grams.</summary>
    public static int ShippingEstimate(int price, int weight) => price >= DearFrom ? 0 : weight / 2;

    private static Review Review(int id, int author, int product, int sentences) => new(
        id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        string.Join(' ', Enumerable.Range(id, sentences).Select(at => ShopData.sentences[at % 12])),
        Users[author - 1].Id,
        Products[product - 1].Upc);
}
